import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hashText } from './random.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
/** Licences under which what a package says may be learned from without asking. */
const PERMISSIVE = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
]);
/** Their repositories are in the collections, which are held out by repository. */
const KNOWN = /node_modules\/@?(?:fastify|hono|modelcontextprotocol\/server-[a-z-]+)(?:\/|$)/;
/** So that no house is louder than the others. */
const MOST_PARTS = { words: 60, code: 15 };
const PART = 1_200;
const SHORTEST = 160;
/** Longer lines were written by machines. */
const LONGEST_LINE = 200;

/**
 * What packages say to people, as pages of Markdown and comments of declarations, and their code. The lock file says which
 * packages there are, so that everybody learns from the same ones: `{ text, house }`.
 */
export function packageDocuments() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const seen = new Set();
  return Object.entries(packages).flatMap(([folder, { license, optional, os }]) => {
    // What is installed on some machines only would make the weights theirs.
    const isEverywhere = folder !== '' && optional !== true && os === undefined;
    if (!isEverywhere || !PERMISSIVE.has(license) || KNOWN.test(folder)) return [];
    const files = filesOf(join(ROOT, folder));
    return Object.entries(MOST_PARTS).flatMap(([kind, most]) => {
      const fresh = files
        .flatMap((file) => partsOf(READERS[kind](file)))
        .filter((part) => {
          const beginning = part.slice(0, 120);
          return !seen.has(beginning) && seen.add(beginning);
        });
      const chosen = fresh.sort((a, b) => hashText(a) - hashText(b)).slice(0, most);
      return chosen.map((text) => ({ text, house: folder }));
    });
  });
}

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesOf(path);
      return [path];
    });
}

const READERS = {
  words: (file) => {
    if (/\.md$/i.test(file)) return readFileSync(file, 'utf8');
    return file.endsWith('.d.ts') ? commentsOf(readFileSync(file, 'utf8')) : '';
  },
  code: (file) => {
    if (!/\.[cm]?js$/.test(file)) return '';
    const code = readFileSync(file, 'utf8');
    return code.split('\n').some(({ length }) => length > LONGEST_LINE) ? '' : code;
  },
};

function commentsOf(text) {
  const comments = text.match(/\/\*\*[^]*?\*\//g) ?? [];
  return comments
    .map((comment) =>
      comment
        .slice(3, -2)
        .replace(/^[ \t]*\* ?/gm, '')
        .trim(),
    )
    .filter((comment) => comment.length >= SHORTEST)
    .join('\n\n');
}

/** Paragraphs that stand together, about a kilobyte of them. */
function partsOf(text) {
  const parts = [];
  let part = '';
  for (const paragraph of text.split(/\n\s*\n/)) {
    if (part.length + paragraph.length > PART && part !== '') {
      parts.push(part);
      part = '';
    }
    part += `${paragraph.slice(0, PART)}\n\n`;
  }
  parts.push(part);
  return parts.filter(({ length }) => length >= SHORTEST);
}
