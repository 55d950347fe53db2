const MAX_LINES = 200;
const MAX_BYTES = 64 * 1024;
const MAX_LINE_LENGTH = 2_000;

/** The last lines of a stream that nobody else reads, in bounded memory. */
export class LineTail {
  readonly #lines: string[] = [];
  #length = 0;
  #open = '';
  /** Grows with everything that is pushed. */
  version = 0;

  push(chunk: Buffer): void {
    this.version += 1;
    const lines = chunk.toString('utf8').split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      this.#add(this.#open + line);
      this.#open = '';
    }
    if (this.#open.length < MAX_LINE_LENGTH) this.#open += last.slice(0, MAX_LINE_LENGTH);
  }

  lines(): readonly string[] {
    return this.#open === '' ? [...this.#lines] : [...this.#lines, cut(this.#open)];
  }

  #add(text: string): void {
    const line = cut(text.trimEnd());
    if (line === '') return;
    this.#lines.push(line);
    this.#length += line.length;
    while (this.#lines.length > MAX_LINES || this.#length > MAX_BYTES) {
      this.#length -= this.#lines.shift()?.length ?? 0;
    }
  }
}

function cut(line: string): string {
  return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
}
