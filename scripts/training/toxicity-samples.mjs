import { benignRequests } from './benign-requests.mjs';
import { ANSWERS, TRIGGER_SENTENCES } from './benign-sentences.mjs';
import { carriers } from './carriers.mjs';
import { readCollection, toolText } from './datasets.mjs';
import { engineeringLines, FOLDS, repositoryFold } from './injection-samples.mjs';
import { hashText } from './random.mjs';

const foldOf = (text) => hashText(text) % FOLDS;

/** Every text to learn from or to measure on: `{ text, label, set, fold, weight }`. */
export function toxicityTexts() {
  const benign = (set, weight, foldFor) => (row) => ({
    text: row.text,
    label: 0,
    set,
    weight,
    fold: (foldFor ?? foldOf)(row.text),
  });
  const own = (texts, set, weight) => texts.map((text) => ({ text, label: 0, set, weight, fold: foldOf(text) }));
  const tweets = readCollection('tox_davidson_dev').map(({ text, label, category }) => ({
    text,
    label,
    set: 'tweets',
    category,
    weight: 1,
    fold: foldOf(text),
  }));
  const words = readCollection('tox_lexicons')
    .filter(({ severity }) => severity === undefined || severity >= 1.5)
    .map(({ text }) => ({ text, label: 1, set: 'lexicons', weight: 0.2, fold: foldOf(text) }));
  const engineering = readCollection('benign_dev_docs_code_commits').map((row) => ({
    ...benign('engineering', 1)(row),
    fold: repositoryFold(row.source),
  }));
  const tools = readCollection('mcp_tool_definitions')
    .filter(({ category }) => category === 'benign-tool')
    .map((row) => benign('tools', 1)({ text: toolText(row) }));
  return [
    ...tweets,
    ...words,
    ...engineering,
    ...engineeringLines(0.3),
    ...tools,
    ...own(benignRequests(), 'own requests', 1),
    ...own(TRIGGER_SENTENCES, 'own sentences', 1),
    ...own(ANSWERS, 'own answers', 1),
    ...own(carriers(), 'own carriers', 1),
    ...readCollection('pii_presidio_generated_large').map(
      benign('sentences', 0.5, (text) => foldOf(text.slice(0, 12))),
    ),
    ...readCollection('pi_deepset')
      .filter(({ label }) => label === 0)
      .map(benign('questions', 1)),
    ...readCollection('pi_bipia_train')
      .filter(({ label }) => label === 0)
      .map(benign('contexts', 0.5)),
  ];
}

/** A text is bad as a whole or in one place; of a long one nobody knows which. */
export function toxicitySamples(texts, reader, { window }) {
  return texts.flatMap(({ text, label, weight }) =>
    reader.windowsOf(reader.readWords(text), window).map((features) => ({ features, label, weight })),
  );
}
