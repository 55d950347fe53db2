import { isJsonObject } from '../../../shared/model/json-rpc';
import { type PagedText, splitsPair } from './paged-text';

const HEAD = 8_000;
const TAIL = 2_000;
/** JSON beyond this is not parsed only to be described. */
const MAX_PARSED = 2 * 1_024 * 1_024;
const MAX_MEMBERS = 40;
const MAX_NAME = 60;

/** The beginning and the end of a text, small enough for any limit. */
export function edgesOf(text: string, size: number): { readonly head: string; readonly tail: string } {
  const head = Math.min(HEAD, Math.floor(size / 4));
  const tail = Math.min(TAIL, Math.floor(size / 16));
  const headEnd = splitsPair(text, head) ? head - 1 : head;
  const tailStart = splitsPair(text, text.length - tail) ? text.length - tail + 1 : text.length - tail;
  return { head: text.slice(0, headEnd), tail: text.slice(Math.max(headEnd, tailStart)) };
}

/** How long it is, and what it looks like where it is JSON. */
export function outlineOf({ text, pages, lines }: PagedText, bytes: number): string {
  const shape = shapeOfText(text);
  const size = `${lines} line${lines === 1 ? '' : 's'}, ${text.length} characters, ${bytes} bytes, ${pagesOf(pages.length)}`;
  return shape === undefined ? size : `${size}; ${shape}`;
}

export const pagesOf = (count: number): string => `${count} page${count === 1 ? '' : 's'}`;

function shapeOfText(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  if (text.length > MAX_PARSED) return undefined;
  try {
    return `JSON: ${shapeOf(JSON.parse(text))}`;
  } catch {
    return undefined;
  }
}

/** The top level of a JSON value in words: names and kinds, no values. */
export function shapeOf(value: unknown): string {
  if (Array.isArray(value)) {
    const [first] = value as readonly unknown[];
    return `array of ${value.length}${isJsonObject(first) ? `, the first an object with ${namesOf(first)}` : ''}`;
  }
  if (!isJsonObject(value)) return kindOf(value);
  const members = Object.entries(value)
    .slice(0, MAX_MEMBERS)
    .map(([name, member]) => `${shortName(name)} (${kindOf(member)})`);
  const count = Object.keys(value).length;
  return `object of ${count}: ${members.join(', ')}${count > MAX_MEMBERS ? ', …' : ''}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (typeof value === 'string') return `string of ${value.length}`;
  if (isJsonObject(value)) return `object of ${Object.keys(value).length}`;
  return value === null ? 'null' : typeof value;
}

function namesOf(value: object): string {
  const names = Object.keys(value);
  return `${names.slice(0, MAX_MEMBERS).map(shortName).join(', ')}${names.length > MAX_MEMBERS ? ', …' : ''}`;
}

const shortName = (name: string): string => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name);
