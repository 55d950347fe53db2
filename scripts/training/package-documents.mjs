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
const SHORTEST_REMARK = 30;
const MOST_REMARKS = 400;
/** Longer lines were written by machines. */
const LONGEST_LINE = 200;

/**
 * What packages say to people, as pages of Markdown and comments of declarations, and their code. The lock file says which
 * packages there are, so that everybody learns from the same ones: `{ text, house }`.
 */
export function packageDocuments() {
  const isFresh = freshness();
  return houses().flatMap(({ folder, files }) =>
    Object.entries(MOST_PARTS).flatMap(([kind, most]) =>
      someOf(files.flatMap((file) => partsOf(READERS[kind](file))).filter(isFresh), most).map((text) => ({
        text,
        house: folder,
      })),
    ),
  );
}

/** What declarations say of one thing each, in the manner of the descriptions of a schema: `{ text, house }`. */
export function packageRemarks() {
  const isFresh = freshness();
  return houses().flatMap(({ folder, files }) =>
    someOf(files.flatMap(remarksOf).filter(isFresh), MOST_REMARKS).map((text) => ({ text, house: folder })),
  );
}

/** Packages that everybody has who installs this project, under licences that ask for nothing. */
function houses() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([folder, { license, optional, os }]) => {
      // What is installed on some machines only would make the weights theirs.
      const isEverywhere = folder !== '' && optional !== true && os === undefined;
      return isEverywhere && PERMISSIVE.has(license) && !KNOWN.test(folder);
    })
    .map(([folder]) => ({ folder, files: filesOf(join(ROOT, folder)) }));
}

function freshness() {
  const seen = new Set();
  return (text) => {
    const beginning = text.slice(0, 120);
    return !seen.has(beginning) && seen.add(beginning);
  };
}

/** Always the same ones, and not those of one file. */
const someOf = (texts, most) => texts.sort((a, b) => hashText(a) - hashText(b)).slice(0, most);

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

const commentsOf = (text) =>
  allCommentsOf(text)
    .filter((comment) => comment.length >= SHORTEST)
    .join('\n\n');

function allCommentsOf(text) {
  const comments = text.match(/\/\*\*[^]*?\*\//g) ?? [];
  return comments.map((comment) =>
    comment
      .slice(3, -2)
      .replace(/^[ \t]*\* ?/gm, '')
      .trim(),
  );
}

/** The text of a comment, and of each of its parameters. */
function remarksOf(file) {
  if (!file.endsWith('.d.ts')) return [];
  return allCommentsOf(readFileSync(file, 'utf8'))
    .flatMap((comment) => comment.split(/^@(?:param (?:\{[^}]*\} )?\S+(?: -)?|\w+)\s/m))
    .map((remark) => remark.trim())
    .filter((remark) => remark.length >= SHORTEST_REMARK && remark.length <= PART);
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
