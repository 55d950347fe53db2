import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../../../shared/evaldata');

export const hasData = () => existsSync(FOLDER);
export const dataFolder = FOLDER;

/** One collection: rows with id, text, label (1: must be caught), category and, for some, spans or a tool definition. */
export function readData(name) {
  const text = gunzipSync(readFileSync(join(FOLDER, `${name}.jsonl.gz`))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
