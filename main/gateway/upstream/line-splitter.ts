const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
/** Kept of both ends of a line that is too long. */
const EDGE_BYTES = 4_096;

export interface OversizedLine {
  readonly bytes: number;
  readonly head: string;
  readonly tail: string;
}

/** Both ends of a line that is whole. */
export function edgesOf(line: string): OversizedLine {
  return { bytes: Buffer.byteLength(line), head: line.slice(0, EDGE_BYTES), tail: line.slice(-EDGE_BYTES) };
}

export interface LineSplitterNeeds {
  readonly maxLineBytes: number;
  readonly onLine: (line: string) => void;
  readonly onOversized: (line: OversizedLine) => void;
  /** Bytes thrown away because their line is too long. */
  readonly onWaste: (bytes: number) => void;
}

/** Cuts a byte stream into lines. Of a line over the limit only both ends are kept, so memory stays bounded. */
export class LineSplitter {
  readonly #needs: LineSplitterNeeds;
  #parts: Buffer[] = [];
  #bytes = 0;
  #head: Buffer | undefined;
  #tail: Buffer = Buffer.alloc(0);

  constructor(needs: LineSplitterNeeds) {
    this.#needs = needs;
  }

  push(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.#append(chunk.subarray(from, end));
      this.#finish();
      from = end + 1;
    }
    if (from < chunk.length) this.#append(chunk.subarray(from));
  }

  #append(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#head !== undefined) return this.#discard(part);
    this.#parts.push(part);
    if (this.#bytes <= this.#needs.maxLineBytes) return;
    const whole = Buffer.concat(this.#parts);
    this.#parts = [];
    // Copies, because a slice would keep the whole line alive.
    this.#head = Buffer.from(whole.subarray(0, EDGE_BYTES));
    this.#tail = Buffer.from(whole.subarray(-EDGE_BYTES));
    this.#needs.onWaste(whole.length);
  }

  #discard(part: Buffer): void {
    this.#needs.onWaste(part.length);
    const edge = part.length >= EDGE_BYTES ? part : Buffer.concat([this.#tail, part]);
    this.#tail = Buffer.from(edge.subarray(-EDGE_BYTES));
  }

  #finish(): void {
    const { onLine, onOversized } = this.#needs;
    const bytes = this.#bytes;
    this.#bytes = 0;
    if (this.#head !== undefined) {
      const oversized = { bytes, head: this.#head.toString('utf8'), tail: this.#tail.toString('utf8') };
      this.#head = undefined;
      this.#tail = Buffer.alloc(0);
      return onOversized(oversized);
    }
    const [only] = this.#parts;
    const line = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts);
    this.#parts = [];
    const length = line[line.length - 1] === CARRIAGE_RETURN ? line.length - 1 : line.length;
    if (length > 0) onLine(line.toString('utf8', 0, length));
  }
}
