import { parse, TomlError } from 'smol-toml';
import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import { type EntryEditor, lineEndOf, type ReadFile, TextFault } from './entry-editor';
import { findHeaders, type TomlHeader } from './toml-headers';

/**
 * For TOML. An entry is a block of its own: a table with tables below it, or one element of an array of tables. It is
 * appended, and cut out again; tables of others are never rewritten.
 */
export function createTomlEditor(container: string, shape: 'map' | 'list'): EntryEditor {
  const read = (text: string): ReadFile => {
    const value = parseToml(text);
    return { value, entries: entriesIn(value[container], { container, shape }) };
  };
  const blockOf = (text: string, name: string) => findBlock(text, { container, shape, name, value: parseToml(text) });
  return {
    read,
    put(text, name, entry) {
      const block = renderBlock(container, shape, { name, entry, eol: lineEndOf(text) });
      const present = blockOf(text, name);
      if (present !== undefined) return text.slice(0, present.start) + block + text.slice(present.end);
      if (Object.hasOwn(read(text).entries, name)) throw notABlock(name);
      const eol = lineEndOf(text);
      const gap = text.trim() === '' ? '' : text.endsWith('\n') ? eol : `${eol}${eol}`;
      return text + gap + block;
    },
    remove(text, name) {
      const block = blockOf(text, name);
      if (block !== undefined) return cut(text, block);
      if (Object.hasOwn(read(text).entries, name)) throw notABlock(name);
      return text;
    },
  };
}

const notABlock = (name: string): TextFault =>
  new TextFault(`"${name}" is not written as a table of its own; only a person can change that`);

function parseToml(text: string): JsonObject {
  try {
    return parse(text.replace(/^\ufeff/, '')) as JsonObject;
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const [first = ''] = cause.message.split('\n');
    const lines = text.split('\n').slice(0, cause.line - 1);
    const offset = lines.reduce((sum, line) => sum + line.length + 1, 0) + cause.column - 1;
    throw new TextFault(first.replace(/^Invalid TOML document: /, ''), offset);
  }
}

interface Whereabouts {
  readonly container: string;
  readonly shape: 'map' | 'list';
}

function entriesIn(value: unknown, { container, shape }: Whereabouts): Record<string, unknown> {
  if (value === undefined) return {};
  if (shape === 'map') {
    if (isJsonObject(value)) return value;
    throw new TextFault(`"${container}" is no table`);
  }
  if (!Array.isArray(value)) throw new TextFault(`"${container}" is no array of tables`);
  return Object.fromEntries(value.filter(isJsonObject).map((one) => [String(one['name']), one]));
}

interface Block {
  readonly start: number;
  readonly end: number;
}

function findBlock(
  text: string,
  { container, shape, name, value }: Whereabouts & { readonly name: string; readonly value: JsonObject },
): Block | undefined {
  const headers = findHeaders(text);
  const isOurs = (path: readonly string[]): boolean => path[0] === container && path[1] === name;
  let first: number;
  let after: number;
  if (shape === 'map') {
    first = headers.findIndex(({ path }) => isOurs(path));
    after = headers.findIndex(({ path }, index) => index > first && !isOurs(path));
    const scattered = after !== -1 && headers.slice(after).some(({ path }) => isOurs(path));
    if (first !== -1 && scattered) throw notABlock(name);
  } else {
    const elements = Array.isArray(value[container]) ? (value[container] as unknown[]) : [];
    const index = elements.findIndex((one) => isJsonObject(one) && one['name'] === name);
    const starts = headers.filter(({ path, isElement }) => isElement && path.length === 1 && path[0] === container);
    const start = index === -1 ? undefined : starts[index];
    first = start === undefined ? -1 : headers.indexOf(start);
    after = headers.findIndex(
      ({ path, isElement }, at) => at > first && (path[0] !== container || (isElement && path.length === 1)),
    );
  }
  if (first === -1) return undefined;
  return {
    start: headers[first]!.offset,
    end: endOfBlock(text, headers[first]!, after === -1 ? undefined : headers[after]),
  };
}

/** Comments and empty lines before the next header belong to it, not to us. */
function endOfBlock(text: string, from: TomlHeader, next: TomlHeader | undefined): number {
  const limit = next?.offset ?? text.length;
  const lines = text.slice(from.offset, limit).split(/(?<=\n)/);
  while (lines.length > 1 && /^\s*(?:#.*)?$/.test(lines.at(-1)!.trimEnd())) lines.pop();
  return from.offset + lines.join('').length;
}

/** With the empty line that `put` leaves before it. */
function cut(text: string, { start, end }: Block): string {
  const before = text.slice(0, start).replace(/(^|\n)\r?\n$/, '$1');
  return before + text.slice(end);
}

interface Rendered {
  readonly name: string;
  readonly entry: JsonObject;
  readonly eol: string;
}

function renderBlock(container: string, shape: 'map' | 'list', { name, entry, eol }: Rendered): string {
  const path = shape === 'map' ? `${keyText(container)}.${keyText(name)}` : keyText(container);
  const tables = shape === 'map' ? Object.entries(entry).filter(([, value]) => isJsonObject(value)) : [];
  const lines = [
    shape === 'map' ? `[${path}]` : `[[${path}]]`,
    ...assignments(Object.entries(entry).filter(([key]) => !tables.some(([table]) => table === key))),
    ...tables.flatMap(([key, table]) => [
      `[${path}.${keyText(key)}]`,
      ...assignments(Object.entries(table as JsonObject)),
    ]),
  ];
  return lines.map((line) => line + eol).join('');
}

const assignments = (entries: readonly (readonly [string, unknown])[]): string[] =>
  entries.filter(([, value]) => value !== null).map(([key, value]) => `${keyText(key)} = ${valueText(value)}`);

const keyText = (key: string): string => (/^[A-Za-z0-9_-]+$/.test(key) ? key : stringText(key));

/** A basic string: what JSON escapes is escaped alike, but for DEL (TOML 1.0, “String”). */
const stringText = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\u007f');

function valueText(value: unknown): string {
  if (typeof value === 'string') return stringText(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (isJsonObject(value)) return `{ ${assignments(Object.entries(value)).join(', ')} }`;
  return String(value);
}
