import { benignDefinitions, HONEST_REMARKS } from './benign-definitions.mjs';
import { USAGE_NOTES } from './benign-usage-notes.mjs';
import { isPhrase, readCollection, stringsOf, toolText } from './datasets.mjs';
import { FOLDS, injectionTexts } from './injection-samples.mjs';
import { writtenDefinitions } from './written.mjs';
import { packageRemarks } from './package-documents.mjs';
import { createRandom, hashText } from './random.mjs';

const foldOf = (text) => hashText(text) % FOLDS;
/** What opens a definition before it says more: `Counts words. ` */
const OPENING = /^[A-Z][^.]{2,30}\. /;

/** The strings of real tools, one by one as the product reads them; all of one server are held out together. */
function realDefinitions() {
  return readCollection('mcp_tool_definitions')
    .filter(({ category }) => category === 'benign-tool')
    .flatMap((row) =>
      stringsOf(row.tool)
        .filter(isPhrase)
        .map((text) => ({
          text,
          label: 0,
          set: 'tools',
          weight: 0.5,
          fold: foldOf(row.source),
          tool: row.id,
          carrier: text.length < 400,
        })),
    );
}

/**
 * Every text to learn definitions from. Words to the model are an attack here whoever wrote them; what is told to the model in
 * prompts and notes is not, and neither are definitions in the manner of the poisoned ones: otherwise a model learns a manner.
 */
export function definitionTexts() {
  const known = injectionTexts();
  const ofSets = (sets, weight, more) =>
    known
      .filter(({ set }) => sets.includes(set))
      .map(({ text, label, set, fold }) => ({ text, label, set, fold, weight, ...more }));
  const names = (words) => words.split(', ').map((name) => `own ${name}`);
  const attacks = ({ label }) => label === 1;
  return [
    ...realDefinitions(),
    ...writtenDefinitions(foldOf),
    ...ofSets(names('definitions, further definitions'), 1, { inserted: true }).filter(attacks),
    ...ofSets(names('grammar definition'), 0.3),
    ...ofSets(names('results, people, further results, further people, indirect'), 0.3, { inserted: true }),
    ...ofSets(names('definitions, further definitions (honest)'), 2, { inserted: true }).filter(
      (text) => !attacks(text),
    ),
    ...[...HONEST_REMARKS, ...USAGE_NOTES].map((text) => ({
      text,
      label: 0,
      set: 'remarks',
      weight: 1,
      fold: foldOf(text),
      inserted: true,
    })),
    ...benignDefinitions().map((text) => ({
      text,
      label: 0,
      set: 'honest grammar',
      weight: 0.3,
      fold: foldOf([...HONEST_REMARKS, ...USAGE_NOTES].find((remark) => text.includes(remark))),
    })),
    ...ofSets(names('agents, about programs, commands, further notes, manuals'), 0.2),
    ...ofSets(['engineering lines'], 0.2),
    ...packageRemarks().map(({ text, house }) => ({
      text,
      label: 0,
      set: 'package remarks',
      weight: 0.5,
      fold: foldOf(house),
    })),
  ];
}

/** Only measured, never learned from. */
export function definitionTests() {
  const tests = (rows, set) => rows.map((row) => ({ text: toolText(row), label: row.label, set, fold: 0 }));
  const tools = readCollection('mcp_tool_definitions');
  const cisco = readCollection('mcp_cisco_yara_coverage');
  return [
    ...['tool-poisoning', 'preference-manipulation'].flatMap((kind) =>
      tests(
        tools.filter(({ category }) => category === kind),
        kind,
      ),
    ),
    ...[0, 1].flatMap((label) =>
      tests(
        cisco.filter((row) => row.label === label),
        `cisco ${label}`,
      ),
    ),
  ];
}

/** Remarks, poisoned and honest, alone and inside definitions of real tools. */
export function definitionSamples(texts, reader, { window, seed, inserts }) {
  const random = createRandom(seed);
  const carrying = texts.filter(({ carrier }) => carrier === true);
  const samples = [];
  for (const { text, label, weight, inserted } of texts) {
    const windows = reader.windowsOf(reader.readWords(text), window);
    // A part of an attack is not always an attack.
    const share = label === 1 && windows.length > 1 ? 0.3 * weight : weight;
    for (const features of windows) samples.push({ features, label, weight: share });
    if (inserted !== true || text.length >= 500) continue;
    for (let count = 0; count < inserts; count += 1) {
      const carrier = random.pick(carrying).text;
      const attack = label === 1 ? text.replace(OPENING, '') : text;
      samples.push({ features: reader.windowWithAttack({ carrier, attack, size: window, random }), label, weight });
    }
  }
  return samples;
}
