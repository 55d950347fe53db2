import { BUCKETS, TABLE_BITS, type Features } from './text-features';

/** Features of one half after the other, each once: buckets of words, and of pieces of words. */
export interface Halves {
  readonly words: Uint32Array;
  readonly pieces: Uint32Array;
  /** Where those of each half begin, and where the last ones end. */
  readonly firstWords: Uint32Array;
  readonly firstPieces: Uint32Array;
}

/**
 * A text cut into halves of windows. A window is a half with the one after it; the last one may be shorter. In a window a
 * feature counts once, however often it is there.
 */
export interface HalfWindows {
  readonly features: Features;
  /** Words in a half. */
  readonly length: number;
  readonly count: number;
  /** What of each half the one before does not have. */
  readonly fresh: Halves;
  /** What of each half the one before has, too. */
  readonly again: Halves;
}

/** What features are written to; used again for the next text, and made larger for a longer one. */
class Room implements Halves {
  words = new Uint32Array(1_024);
  pieces = new Uint32Array(1_024);
  firstWords = new Uint32Array(64);
  firstPieces = new Uint32Array(64);
  wordCount = 0;
  pieceCount = 0;

  makeFor(features: number, halves: number): void {
    this.wordCount = 0;
    this.pieceCount = 0;
    // A feature is written before it is known whether it stays, so there is one more than needed.
    if (features >= this.words.length) {
      this.words = new Uint32Array(2 * features);
      this.pieces = new Uint32Array(2 * features);
    }
    if (halves >= this.firstWords.length) {
      this.firstWords = new Uint32Array(2 * halves);
      this.firstPieces = new Uint32Array(2 * halves);
    }
  }

  begin(half: number): void {
    this.firstWords[half] = this.wordCount;
    this.firstPieces[half] = this.pieceCount;
  }
}

const LAST_NUMBER = 0xff;
/** Further from the first number than a half is from the one before. */
const NONE = 1;

/**
 * Makes what cuts texts: once for all models with windows of one length, so that none has to find out again what comes
 * twice. What is said of one text holds until the next one is cut.
 */
export function createHalving(): (features: Features, length: number) => HalfWindows {
  const fresh = new Room();
  const again = new Room();
  /** The number of the half in which each feature was last; halves are numbered on from text to text. */
  const latest = new Uint8Array(BUCKETS);
  let number = NONE;
  function forget(): void {
    latest.fill(0);
    number = NONE;
  }
  return (features, length) => {
    const { words, firsts } = features;
    const count = Math.ceil(words / length);
    fresh.makeFor(firsts[words]!, count);
    again.makeFor(firsts[words]!, count);
    // A number is left out: the first half of a text does not come after the last one of another.
    number += 1;
    if (number + count > LAST_NUMBER) forget();
    for (let half = 0; half < count; half += 1) {
      // In the longest texts, always at the same places: there a feature may count twice in a window.
      if (number === LAST_NUMBER) forget();
      number += 1;
      fresh.begin(half);
      again.begin(half);
      const part = { from: firsts[half * length]!, to: firsts[Math.min(words, (half + 1) * length)]! };
      sortOut(features.buckets, part, { latest, number, fresh, again });
    }
    fresh.begin(count);
    again.begin(count);
    return { features, length, count, fresh, again };
  };
}

interface Sorting {
  readonly latest: Uint8Array;
  readonly number: number;
  readonly fresh: Room;
  readonly again: Room;
}

/** Without a branch for each feature: which way one goes is as good as chance, and guessing wrong costs more than the work. */
function sortOut(
  buckets: Uint32Array,
  part: { from: number; to: number },
  { latest, number, fresh, again }: Sorting,
): void {
  const { words: freshWords, pieces: freshPieces } = fresh;
  const { words: againWords, pieces: againPieces } = again;
  let { wordCount, pieceCount } = fresh;
  let { wordCount: againWordCount, pieceCount: againPieceCount } = again;
  for (let index = part.from; index < part.to; index += 1) {
    const bucket = buckets[index]!;
    const ago = number - latest[bucket]!;
    latest[bucket] = number;
    const isPiece = bucket >>> TABLE_BITS;
    const isFresh = (1 - ago) >>> 31;
    const isAgain = ((ago ^ 1) - 1) >>> 31;
    freshWords[wordCount] = bucket;
    wordCount += isFresh & (isPiece ^ 1);
    freshPieces[pieceCount] = bucket;
    pieceCount += isFresh & isPiece;
    againWords[againWordCount] = bucket;
    againWordCount += isAgain & (isPiece ^ 1);
    againPieces[againPieceCount] = bucket;
    againPieceCount += isAgain & isPiece;
  }
  fresh.wordCount = wordCount;
  fresh.pieceCount = pieceCount;
  again.wordCount = againWordCount;
  again.pieceCount = againPieceCount;
}
