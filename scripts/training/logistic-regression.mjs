import { createRandom } from './random.mjs';

/**
 * Logistic regression by stochastic gradients with a step of its own for each weight (Adagrad, Duchi et al. 2011). A sample
 * is `{ features, label, weight }` with each feature once; `product` has the norm and the share of pieces that scoring uses.
 * Answers log odds as `bias + sum(weights) / norm`, the share of pieces worked into their weights. The bias is `prior` and is
 * not learned: a text of which nothing is known, in another language say, is ordinary until something speaks against it.
 */
export function trainLogisticRegression(samples, { product, epochs, rate, decay, seed, prior }) {
  const { BUCKETS, PIECES, PIECE_SHARE } = product;
  const weights = new Float32Array(BUCKETS);
  const average = new Float32Array(BUCKETS);
  const squares = new Float32Array(BUCKETS).fill(1e-6);
  const random = createRandom(seed);
  const prepared = samples.map((sample) => ({ ...sample, norm: normOfFeatures(sample.features, product) }));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const { features, label, weight, norm } of random.shuffle(prepared)) {
      let sum = 0;
      for (let index = 0; index < features.length; index += 1) {
        sum += features[index] < PIECES ? weights[features[index]] : PIECE_SHARE * weights[features[index]];
      }
      const slope = weight * (1 / (1 + Math.exp(-(prior + sum / norm))) - label);
      if (Math.abs(slope) < 1e-4) continue;
      const whole = slope / norm;
      for (let index = 0; index < features.length; index += 1) {
        const bucket = features[index];
        const gradient = (bucket < PIECES ? whole : PIECE_SHARE * whole) + decay * weights[bucket];
        squares[bucket] += gradient * gradient;
        weights[bucket] -= (rate * gradient) / Math.sqrt(squares[bucket]);
      }
    }
    // The mean of the second half of the way is steadier than where it ends.
    if (2 * epoch >= epochs)
      for (let bucket = 0; bucket < BUCKETS; bucket += 1) average[bucket] += weights[bucket] / Math.floor(epochs / 2);
  }
  for (let bucket = PIECES; bucket < BUCKETS; bucket += 1) average[bucket] *= PIECE_SHARE;
  return { weights: average, bias: prior };
}

function normOfFeatures(features, { PIECES, normOf }) {
  let words = 0;
  for (const bucket of features) if (bucket < PIECES) words += 1;
  return normOf(words, features.length - words);
}

/** Weights in one byte each. The few largest are cut, so that the many small ones keep their differences. */
export function quantise({ weights, bias }, { PIECES }, window) {
  const scaleOf = (part) => {
    const sizes = part
      .map(Math.abs)
      .filter((size) => size > 0)
      .sort();
    return sizes.length === 0 ? 1 : sizes[Math.floor(sizes.length * 0.9995)] / 127;
  };
  const wordScale = scaleOf(weights.subarray(0, PIECES));
  const pieceScale = scaleOf(weights.subarray(PIECES));
  const bytes = Int8Array.from(weights, (weight, bucket) =>
    Math.max(-127, Math.min(127, Math.round(weight / (bucket < PIECES ? wordScale : pieceScale)))),
  );
  return { weights: bytes, wordScale, pieceScale, bias, window };
}
