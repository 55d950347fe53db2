import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isPhrase, stringsOf } from './datasets.mjs';

const FOLDER = resolve(import.meta.dirname, 'written');

/** The lines of a file of texts that were written one by one, by several authors, for this project. */
const read = (name) =>
  readFileSync(resolve(FOLDER, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const without = (text, parts) => parts.reduce((rest, part) => rest.replace(part, ' '), text);

/**
 * `hijacks` and `personas` are attacks as a whole. In `results` and `poisoned` the attack is what `orders` says; the rest of
 * the text is ordinary, and is learned as such: what is around an attack shall not speak for one.
 */
export function writtenTexts(foldOf) {
  const attack = (set, text) => ({ text, label: 1, set, weight: 1.5, fold: foldOf(text), inserted: true });
  const plain = (set, text, more) => ({ text, label: 0, set, weight: 3, fold: foldOf(text), isHard: true, ...more });
  return [
    ...read('hijacks').map(({ text }) => attack('written hijacks', text)),
    ...read('personas').map(({ text }) => attack('written personas', text)),
    ...read('results').flatMap(({ text, orders }) => [
      ...orders.map((order) => ({ ...attack('written orders', order), fold: foldOf(text) })),
      { text: without(text, orders), label: 0, set: 'written rests', weight: 0.5, fold: foldOf(text), carrier: true },
    ]),
    ...read('plain-texts').map(({ text }) => plain('written plain texts', text)),
    ...read('plain-results').map(({ text }) => plain('written plain results', text, { carrier: true })),
    ...read('honest').flatMap(({ tool }) =>
      stringsOf(tool)
        .filter(isPhrase)
        .map((text) => ({ text, label: 0, set: 'written honest', weight: 1, fold: foldOf(tool.name) })),
    ),
  ];
}

/** The strings of definitions, one by one as the product reads them. */
export function writtenDefinitions(foldOf) {
  const of = (tool, set, text, more) => ({ text, set, weight: 1, fold: foldOf(tool.name), ...more });
  return [
    ...read('poisoned').flatMap(({ tool, orders }) => [
      ...orders.map((order) => of(tool, 'written poisoned', order, { label: 1, inserted: true })),
      ...stringsOf(tool)
        .map((text) => without(text, orders).trim())
        .filter(isPhrase)
        .map((text) => of(tool, 'written rests', text, { label: 0 })),
    ]),
    ...read('honest').flatMap(({ tool }) =>
      stringsOf(tool)
        .filter(isPhrase)
        .map((text) => of(tool, 'written honest', text, { label: 0, inserted: true })),
    ),
  ];
}
