import type { Needle } from './secret-needles';

const BLOCK = 3;
const LONGEST_WINDOW = 64;
const BUCKETS = 65_536;

/** Finds any of many texts in one pass that leaps over what cannot be part of one (Wu and Manber, 1994). */
export class NeedleFinder {
  readonly #window: number;
  /** How far to go on after a block of three units; 0: a needle may end its window here. */
  readonly #leaps: Uint8Array;
  readonly #needles = new Map<number, Needle[]>();

  /** The needles have at least three characters each. */
  constructor(needles: readonly Needle[]) {
    this.#window = needles.reduce((least, { text }) => Math.min(least, text.length), LONGEST_WINDOW);
    const farthest = this.#window - BLOCK + 1;
    this.#leaps = new Uint8Array(BUCKETS).fill(farthest);
    for (const needle of needles) {
      for (let end = BLOCK - 1; end < this.#window; end += 1) {
        const bucket = bucketAt(needle.text, end);
        this.#leaps[bucket] = Math.min(this.#leaps[bucket] ?? farthest, this.#window - 1 - end);
      }
      const last = bucketAt(needle.text, this.#window - 1);
      this.#needles.set(last, [...(this.#needles.get(last) ?? []), needle]);
    }
  }

  /** Calls back for every place where one of them stands, from the first to the last. */
  find(text: string, onFound: (needle: Needle, start: number) => void): void {
    const window = this.#window;
    const leaps = this.#leaps;
    for (let end = window - 1; end < text.length;) {
      const bucket = bucketAt(text, end);
      const leap = leaps[bucket]!;
      if (leap > 0) {
        end += leap;
        continue;
      }
      const start = end - window + 1;
      for (const needle of this.#needles.get(bucket) ?? []) {
        if (text.startsWith(needle.text, start)) onFound(needle, start);
      }
      end += 1;
    }
  }
}

/** Of the three units that end here. */
const bucketAt = (text: string, end: number): number =>
  (text.charCodeAt(end - 2) * 1_009 + text.charCodeAt(end - 1) * 31 + text.charCodeAt(end)) & (BUCKETS - 1);
