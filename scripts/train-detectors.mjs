import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { runnerImport } from 'vite';
import { areaUnderCurve } from './evaluation/measures.mjs';
import { requireCollections } from './training/datasets.mjs';
import { groupBy, shareAbove, thresholdAt } from './training/evaluate.mjs';
import { definitionSamples, definitionTests, definitionTexts } from './training/definition-samples.mjs';
import { FOLDS, injectionSamples, injectionTests, injectionTexts } from './training/injection-samples.mjs';
import { quantise, trainLogisticRegression } from './training/logistic-regression.mjs';
import { toxicitySamples, toxicityTexts } from './training/toxicity-samples.mjs';
import { createWindowReader } from './training/windows.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const LARGEST_FILE = 150 * 1024;

/** What a text is turned into, and what a window of it scores, is the product's own code. */
async function importProduct() {
  const rooms = ['text-features.ts', 'linear-model.ts'].map((file) =>
    resolve(ROOT, 'main/plugins/guardrail/lib/model', file),
  );
  const loaded = await Promise.all(rooms.map((path) => runnerImport(path, { configFile: false, root: ROOT })));
  return Object.assign({}, ...loaded.map(({ module }) => module));
}

const JOBS = [
  {
    name: 'injection',
    texts: injectionTexts,
    tests: injectionTests,
    samplesOf: injectionSamples,
    settings: { window: 48, seed: 5, inserts: 6 },
    training: { epochs: 8, rate: 0.3, decay: 2e-4, seed: 7, prior: -2 },
    // Log odds rise by about two from the threshold to an attack that is beyond doubt.
    steepness: 1,
    heldOut: ['deepset', 'latent', 'jailbreaks', 'tool outputs'],
    thresholdOf: (scores) =>
      Math.max(
        thresholdAt(scoresOf(scores, 'engineering'), 0.004),
        thresholdAt(scoresOf(scores, 'engineering lines'), 0.002),
        thresholdAt(scoresOf(scores, 'packages'), 0.0007),
        thresholdAt(scoresOf(scores, 'mails'), 0.01),
        thresholdAt(scoresOfHard(scores), 0.055),
      ),
  },
  {
    name: 'definitions',
    texts: definitionTexts,
    tests: definitionTests,
    samplesOf: definitionSamples,
    settings: { window: 32, seed: 5, inserts: 6 },
    training: { epochs: 8, rate: 0.3, decay: 5e-4, seed: 7, prior: -2 },
    steepness: 1.2,
    heldOut: [],
    thresholdOf: (scores) =>
      Math.max(
        thresholdAt(scoresOfTools(scores), 0.003),
        thresholdAt([...scoresOf(scores, 'remarks'), ...scoresOf(scores, 'written honest')], 0.03),
      ),
  },
  {
    name: 'toxicity',
    texts: toxicityTexts,
    tests: () => [],
    samplesOf: toxicitySamples,
    settings: { window: 48 },
    training: { epochs: 8, rate: 0.3, decay: 1e-6, seed: 11, prior: -2 },
    steepness: 1.2,
    heldOut: [],
    thresholdOf: (scores) => toxicityThreshold(scores),
  },
];

const scoresOf = (scored, set) => scored.filter((one) => one.set === set).map(({ score }) => score);

/** Harmless texts of our own that were written to be hard. */
const scoresOfHard = (scored) => scored.filter(({ isHard }) => isHard === true).map(({ score }) => score);

/** One for each tool: that of its worst string. */
function scoresOfTools(scored) {
  const strings = scored.filter(({ set }) => set === 'tools');
  return [...groupBy(strings, ({ tool }) => tool).values()].map((some) => Math.max(...some.map(({ score }) => score)));
}

/** Sure by itself, for the words of the list speak too; and silent on what programs write. */
function toxicityThreshold(scored) {
  const quiet = thresholdAt([...scoresOf(scored, 'engineering'), ...scoresOf(scored, 'engineering lines')], 0.0005);
  const tweets = scored.filter(({ set }) => set === 'tweets').sort((a, b) => a.score - b.score);
  const precise = tweets.find(({ score }) => {
    const above = tweets.filter((one) => one.score > score);
    return above.filter(({ label }) => label === 1).length / above.length >= 0.98;
  });
  return Math.max(quiet, precise.score);
}

function createTrainer(job, product) {
  const reader = createWindowReader(product);
  const train = (texts) => {
    const samples = job.samplesOf(texts, reader, job.settings);
    return quantise(trainLogisticRegression(samples, { ...job.training, product }), product, job.settings.window);
  };
  /** Each text scored by a model that has not seen its fold; what is only measured, by every model. */
  const crossFit = (texts, tests) =>
    Array.from({ length: FOLDS }, (_, fold) => {
      const scorer = product.createWindowScorer(train(texts.filter((text) => text.fold !== fold)));
      const unseen = [...texts.filter((text) => text.fold === fold), ...tests];
      return unseen.map((text) => ({ ...text, score: scorer(text.text).score }));
    }).flat();
  return { train, crossFit };
}

function print(scored, threshold, all = scored) {
  const benign = all.filter(({ label }) => label === 0).map(({ score }) => score);
  for (const [set, rows] of groupBy(scored, (row) => `${row.set}, ${row.label === 1 ? 'to be found' : 'ordinary'}`)) {
    const scores = rows.map(({ score }) => score);
    const curve = rows[0].label === 1 ? `AUC ${areaUnderCurve(scores, benign).toFixed(4)}` : '';
    const above = (100 * shareAbove(scores, threshold)).toFixed(2).padStart(6);
    process.stdout.write(
      `  ${set.padEnd(42)} ${String(rows.length).padStart(5)}  above the threshold ${above} %  ${curve}\n`,
    );
  }
}

function runJob(job, product) {
  const texts = job.texts();
  const trainer = createTrainer(job, product);
  const scored = trainer.crossFit(texts, job.tests());
  const threshold = job.thresholdOf(scored);
  process.stdout.write(`${job.name}: cross-fitted, threshold ${threshold.toFixed(3)}\n`);
  print(scored, threshold);
  for (const set of job.heldOut) {
    const rest = texts.filter((text) => !text.set.startsWith(set));
    const held = texts.filter((text) => text.set.startsWith(set)).map((text) => ({ ...text, held: true }));
    const unseen = trainer.crossFit(rest, held);
    process.stdout.write(` without "${set}" in training\n`);
    const threshold = job.thresholdOf(unseen.filter((text) => !text.held));
    print(
      unseen.filter((text) => text.held),
      threshold,
      unseen,
    );
  }
  const model = { ...trainer.train(texts), threshold, steepness: job.steepness };
  const file = brotliCompressSync(product.encodeWeights(model), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
  if (file.length > LARGEST_FILE) throw new Error(`The weights of "${job.name}" take ${file.length} bytes`);
  writeFileSync(resolve(ROOT, `resources/detectors/${job.name}.bin`), file);
  process.stdout.write(`  ${file.length} bytes\n\n`);
}

requireCollections();
mkdirSync(resolve(ROOT, 'resources/detectors'), { recursive: true });
const product = await importProduct();
const wanted = process.argv.slice(2);
for (const job of JOBS) if (wanted.length === 0 || wanted.includes(job.name)) runJob(job, product);
