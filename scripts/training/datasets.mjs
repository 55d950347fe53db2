import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { hasMails, MAILS } from './mails.mjs';

/** Public collections that lie beside the project, where they lie at all. */
export const FOLDER = resolve(import.meta.dirname, '../../../shared/evaldata');

export const hasCollections = () => existsSync(FOLDER);

/** Refuses in one sentence where something to learn from is not there; it is no part of the project. */
export function requireCollections() {
  if (!hasCollections()) {
    throw new Error(
      `The collections to train on are not at ${FOLDER}; the weights in resources/detectors stay as they are.`,
    );
  }
  if (!hasMails()) {
    throw new Error(
      `The mails to train on are not there; "npm install --no-save --ignore-scripts ${MAILS}" brings them.`,
    );
  }
}

/** The rows of one collection: `{ id, source, licence, text, label, category }`. */
export function readCollection(name) {
  return gunzipSync(readFileSync(resolve(FOLDER, `${name}.jsonl.gz`)))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => ({ ...JSON.parse(line), collection: name }));
}

/** Every string in a JSON value. */
export function stringsOf(value) {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

/** Of fewer words nobody can say much. */
export const isPhrase = (text) => text.split(/\s+/).length >= 4;

/** The strings that a tool definition shows to a model, as one text. */
export const toolText = ({ tool }) => stringsOf(tool).join('\n');
