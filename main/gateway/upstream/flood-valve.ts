import type { Readable } from 'node:stream';

const WINDOW_MS = 100;
const BYTES_PER_WINDOW = 8 * 1024 * 1024;

/** Pauses a stream for a moment when it brings more rubbish than others should have to wait for. */
export class FloodValve {
  readonly #stream: Readable;
  #windowStart = 0;
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
  }

  waste(bytes: number): void {
    const now = performance.now();
    if (now - this.#windowStart > WINDOW_MS) {
      this.#windowStart = now;
      this.#bytes = 0;
    }
    this.#bytes += bytes;
    if (this.#bytes < BYTES_PER_WINDOW || this.#timer !== undefined) return;
    this.#stream.pause();
    this.#timer = setTimeout(() => this.open(), WINDOW_MS);
    this.#timer.unref();
  }

  open(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#bytes = 0;
    this.#stream.resume();
  }
}
