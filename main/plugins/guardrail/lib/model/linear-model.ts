import { brotliDecompressSync } from 'node:zlib';
import { BUCKETS, createFeatureReader, normOf, PIECES, type Features } from './text-features';

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
  /** Scores are 0 to 1; one half is the threshold that the model was calibrated to. */
  best(text: string, features?: Features): BestWindow;
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
    best: (text, features) => {
      const best = findBest(text, features);
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
export function createWindowScorer(model: WindowModel): (text: string, features?: Features) => BestWindow {
  const { window: size, bias } = model;
  if (size < 2 || size >= LONGEST_WINDOW) throw new RangeError(`A window has 2 to ${LONGEST_WINDOW - 1} words`);
  const sumUp = createSum(model);
  const read = createFeatureReader();
  return (text, features = read(text)) => {
    const { words, firsts, buckets, starts, ends } = features;
    let best = Number.NEGATIVE_INFINITY;
    let start = 0;
    let end = 0;
    for (let last = Math.min(size, words), before = 0; last > before; last = Math.min(words, last + (size >> 1))) {
      const first = Math.max(0, last - size);
      const score = sumUp(buckets, firsts[first]!, firsts[last]!);
      if (score > best) {
        best = score;
        start = starts[first]!;
        end = ends[last - 1]!;
      }
      before = last;
    }
    return { score: bias + best, start, end, words };
  };
}

type Sum = (buckets: Uint32Array, from: number, to: number) => number;

function createSum({ weights, wordScale, pieceScale }: WindowModel): Sum {
  const seen = new Uint8Array(BUCKETS);
  let round = 0;
  return (buckets, from, to) => {
    if (round === 255) {
      seen.fill(0);
      round = 0;
    }
    round += 1;
    let words = 0;
    let pieces = 0;
    let wordSum = 0;
    let pieceSum = 0;
    for (let index = from; index < to; index += 1) {
      const bucket = buckets[index]!;
      if (seen[bucket] === round) continue;
      seen[bucket] = round;
      if (bucket < PIECES) {
        words += 1;
        wordSum += weights[bucket]!;
      } else {
        pieces += 1;
        pieceSum += weights[bucket]!;
      }
    }
    return (wordSum * wordScale + pieceSum * pieceScale) / normOf(words, pieces);
  };
}
