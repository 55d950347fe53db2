const HEAD_END = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');
/** `HTTP/1.1 200 …`: where the status stands. */
const STATUS_AT = 9;

/**
 * Collects the bytes of one HTTP answer with the least work that still finds its end: the status line, and either
 * `Content-Length` or the last chunk.
 */
export class HttpAnswer {
  status = 0;
  /** Everything that came, head and framing included. */
  bytes = Buffer.alloc(0);
  #bodyAt = -1;
  #endAt = -1;
  #isChunked = false;
  #nextChunkAt = 0;

  clear() {
    this.bytes = Buffer.alloc(0);
    this.#bodyAt = -1;
  }

  /** True once the answer is complete; throws for one that cannot be delimited. */
  add(part) {
    this.bytes = this.bytes.length === 0 ? part : Buffer.concat([this.bytes, part]);
    if (this.#bodyAt < 0 && !this.#readHead()) return false;
    return this.#isChunked ? this.#findLastChunk() : this.bytes.length >= this.#endAt;
  }

  header(name) {
    return new RegExp(`^${name}:[ \t]*(.*?)[ \t]*$`, 'im').exec(this.#head())?.[1];
  }

  /** The body without its framing. */
  body() {
    if (!this.#isChunked) return this.bytes.toString('utf8', this.#bodyAt, this.#endAt);
    const parts = [];
    for (let at = this.#bodyAt, size = -1; size !== 0;) {
      const lineEnd = this.bytes.indexOf(LINE_END, at);
      size = Number.parseInt(this.bytes.latin1Slice(at, lineEnd), 16);
      parts.push(this.bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
      at = lineEnd + 2 + size + 2;
    }
    return Buffer.concat(parts).toString('utf8');
  }

  #head() {
    return this.bytes.latin1Slice(0, this.#bodyAt);
  }

  #readHead() {
    const end = this.bytes.indexOf(HEAD_END);
    if (end < 0) return false;
    this.#bodyAt = end + HEAD_END.length;
    const head = this.#head();
    this.status = Number(head.slice(STATUS_AT, STATUS_AT + 3));
    const length = /\r\ncontent-length:\s*(\d+)/i.exec(head)?.[1];
    this.#isChunked = length === undefined && /\r\ntransfer-encoding:\s*chunked/i.test(head);
    this.#nextChunkAt = this.#bodyAt;
    if (length === undefined && !this.#isChunked && this.status !== 204) {
      throw new Error(`An answer has neither a length nor chunks:\n${head}`);
    }
    this.#endAt = this.#bodyAt + Number(length ?? 0);
    return true;
  }

  /** Walks from chunk to chunk, going on where the last part ended. */
  #findLastChunk() {
    for (;;) {
      const lineEnd = this.bytes.indexOf(LINE_END, this.#nextChunkAt);
      if (lineEnd < 0) return false;
      const size = Number.parseInt(this.bytes.latin1Slice(this.#nextChunkAt, lineEnd), 16);
      if (Number.isNaN(size)) throw new Error('An answer has a chunk without a size');
      const next = lineEnd + 2 + size + 2;
      if (next > this.bytes.length) return false;
      if (size === 0) return true;
      this.#nextChunkAt = next;
    }
  }
}
