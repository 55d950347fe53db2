import { brotliDecompressSync } from 'node:zlib';
import { createHalving, type HalfWindows, type Halves } from './half-windows';
import { BUCKETS, createFeatureReader, normOf } from './text-features';

/** The part of a text that a model thinks most of. */
export interface BestWindow {
  readonly score: number;
  readonly start: number;
  readonly end: number;
  /** How many words the whole text has: of a few words nobody can say much. */
  readonly words: number;
}

/** Says how much a text is like those that a model was trained to find. */
export interface LinearModel {
  /** Words in half of a window. */
  readonly half: number;
  /** Scores are 0 to 1; one half is the threshold that the model was calibrated to. */
  best(text: string, windows?: HalfWindows): BestWindow;
}

/** What a file of weights says, decoded. */
export interface ModelWeights {
  readonly weights: Int8Array;
  /** What a weight of one is worth in words and in pieces of words. */
  readonly wordScale: number;
  readonly pieceScale: number;
  readonly bias: number;
  /** The log odds at which a text is reported, and how steeply scores rise there. */
  readonly threshold: number;
  readonly steepness: number;
  /** Words in a window; half of it is the step. */
  readonly window: number;
}

const MAGIC = 0x314d4c53;
const HEADER = 28;
/** Windows have fewer words than this. */
const LONGEST_WINDOW = 128;

/** Makes a model from the content of a file in `resources/detectors`. */
export function createLinearModel(file: Uint8Array): LinearModel {
  const decoded = decodeWeights(file);
  const findBest = createWindowScorer(decoded);
  return {
    half: decoded.window >> 1,
    best: (text, windows) => {
      const best = findBest(text, windows);
      return { ...best, score: 1 / (1 + Math.exp(-decoded.steepness * (best.score - decoded.threshold))) };
    },
  };
}

/** Decodes a file of weights: a header, then one signed byte per bucket, compressed with Brotli. */
function decodeWeights(file: Uint8Array): ModelWeights {
  const bytes = brotliDecompressSync(file, { maxOutputLength: HEADER + BUCKETS });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length !== HEADER + BUCKETS || view.getUint32(0, true) !== MAGIC) {
    throw new TypeError('These are not weights of a linear model, or they are for other features');
  }
  return {
    wordScale: view.getFloat32(4, true),
    pieceScale: view.getFloat32(8, true),
    bias: view.getFloat32(12, true),
    threshold: view.getFloat32(16, true),
    steepness: view.getFloat32(20, true),
    window: view.getUint32(24, true),
    weights: new Int8Array(bytes.subarray(HEADER)),
  };
}

/** The other way round, for training; the caller compresses it. */
export function encodeWeights(model: ModelWeights): Uint8Array {
  const bytes = new Uint8Array(HEADER + BUCKETS);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  [model.wordScale, model.pieceScale, model.bias, model.threshold, model.steepness].forEach((value, index) =>
    view.setFloat32(4 + 4 * index, value, true),
  );
  view.setUint32(24, model.window, true);
  bytes.set(new Uint8Array(model.weights.buffer, model.weights.byteOffset, BUCKETS), HEADER);
  return bytes;
}

type WindowModel = Pick<ModelWeights, 'weights' | 'wordScale' | 'pieceScale' | 'bias' | 'window'>;

/** Finds the window with the highest log odds; in a window a feature counts once, however often it is there. */
export function createWindowScorer(model: WindowModel): (text: string, windows?: HalfWindows) => BestWindow {
  const { window: size, bias } = model;
  if (size < 2 || size >= LONGEST_WINDOW) throw new RangeError(`A window has 2 to ${LONGEST_WINDOW - 1} words`);
  const read = createFeatureReader();
  const halve = createHalving();
  return (text, windows = halve(read(text), size >> 1)) => {
    const { features, length, count, fresh, again } = windows;
    const { words, starts, ends } = features;
    let best = Number.NEGATIVE_INFINITY;
    let start = 0;
    let end = 0;
    let before = NOTHING;
    for (let half = 0; half < count; half += 1) {
      const ofFresh = sumUp(model, fresh, half);
      const score = scoreOf(model, before, ofFresh);
      // The first half by itself is a window only where there is no other.
      if (score > best && (half > 0 || count === 1)) {
        best = score;
        start = starts[Math.max(0, half - 1) * length]!;
        end = ends[Math.min(words, (half + 1) * length) - 1]!;
      }
      before = half + 1 < count ? both(ofFresh, sumUp(model, again, half)) : NOTHING;
    }
    return { score: bias + best, start, end, words };
  };
}

/** How many features there are of each kind, and what their weights come to. */
interface Sum {
  readonly words: number;
  readonly pieces: number;
  readonly ofWords: number;
  readonly ofPieces: number;
}

const NOTHING: Sum = { words: 0, pieces: 0, ofWords: 0, ofPieces: 0 };

function sumUp({ weights }: WindowModel, halves: Halves, half: number): Sum {
  const { words, pieces, firstWords, firstPieces } = halves;
  const [firstWord, lastWord] = [firstWords[half]!, firstWords[half + 1]!];
  const [firstPiece, lastPiece] = [firstPieces[half]!, firstPieces[half + 1]!];
  let ofWords = 0;
  for (let index = firstWord; index < lastWord; index += 1) ofWords += weights[words[index]!]!;
  let ofPieces = 0;
  for (let index = firstPiece; index < lastPiece; index += 1) ofPieces += weights[pieces[index]!]!;
  return { words: lastWord - firstWord, pieces: lastPiece - firstPiece, ofWords, ofPieces };
}

const both = (one: Sum, other: Sum): Sum => ({
  words: one.words + other.words,
  pieces: one.pieces + other.pieces,
  ofWords: one.ofWords + other.ofWords,
  ofPieces: one.ofPieces + other.ofPieces,
});

function scoreOf({ wordScale, pieceScale }: WindowModel, one: Sum, other: Sum): number {
  const { words, pieces, ofWords, ofPieces } = both(one, other);
  return (ofWords * wordScale + ofPieces * pieceScale) / normOf(words, pieces);
}
