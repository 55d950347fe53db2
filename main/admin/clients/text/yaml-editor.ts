import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseAllDocuments,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import { type EntryEditor, gapBefore, lineEndOf, type ReadFile, TextFault } from './entry-editor';

/** An alias may stand for much; a hundred of them for too much. */
const MAX_ALIASES = 100;

type Collection = YAMLMap | YAMLSeq;

/** For YAML: lines of an entry are put in and taken out; anchors, comments and the style of the rest stay. */
export function createYamlEditor(container: string, shape: 'map' | 'list'): EntryEditor {
  const look = { container, shape };
  return {
    read: (text) => readEntries(parseYaml(text), look),
    put(text, name, entry) {
      const present = itemOf(text, { ...look, name });
      const bare = present === undefined ? text : removeItem(text, { ...look, name });
      return addItem(bare, { ...look, name, entry });
    },
    remove: (text, name) => removeItem(text, { ...look, name }),
  };
}

interface Look {
  readonly container: string;
  readonly shape: 'map' | 'list';
}

function parseYaml(text: string): Document.Parsed {
  const documents = parseAllDocuments(text, { lineCounter: new LineCounter(), prettyErrors: false });
  if (!Array.isArray(documents)) return parseYaml('{}\n');
  const [document, other] = documents as Document.Parsed[];
  if (document === undefined) return parseYaml('{}\n');
  if (other !== undefined) throw new TextFault('it holds more than one YAML document', other.range[0]);
  const [fault] = document.errors;
  if (fault !== undefined) throw new TextFault(fault.message.split('\n')[0] ?? 'it is not YAML', fault.pos[0]);
  return document;
}

function readEntries(document: Document.Parsed, { container, shape }: Look): ReadFile {
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {};
  if (!isJsonObject(value)) throw new TextFault('it is no YAML mapping');
  const found = value[container];
  if (found === undefined || found === null) return { value, entries: {} };
  if (shape === 'map') {
    if (isJsonObject(found)) return { value, entries: found };
    throw new TextFault(`"${container}" is no mapping`);
  }
  if (!Array.isArray(found)) throw new TextFault(`"${container}" is no list`);
  return { value, entries: Object.fromEntries(found.filter(isJsonObject).map((one) => [String(one['name']), one])) };
}

/** The pair of the container in the root, if there is one. */
function pairOf(document: Document.Parsed, container: string): Pair | undefined {
  const root = document.contents;
  if (root === null || !isMap(root)) return undefined;
  return (root.items as Pair[]).find(({ key }) => isScalar(key) && key.value === container);
}

interface Item {
  readonly collection: Collection;
  readonly start: number;
  readonly end: number;
}

function itemOf(text: string, { container, name }: Look & { readonly name: string }): Item | undefined {
  const collection = pairOf(parseYaml(text), container)?.value;
  if (isMap(collection)) {
    const pair = (collection.items as Pair[]).find(({ key }) => isScalar(key) && key.value === name);
    return pair === undefined ? undefined : { collection, ...rangeOf(pair) };
  }
  if (!isSeq(collection)) return undefined;
  const item = collection.items.find((one) => isMap(one) && one.get('name') === name);
  return item === undefined ? undefined : { collection, ...rangeOf(item) };
}

function rangeOf(item: unknown): { readonly start: number; readonly end: number } {
  if (isPair(item)) {
    const start = rangeOf(item.key).start;
    return { start, end: item.value === null ? rangeOf(item.key).end : rangeOf(item.value).end };
  }
  const range = (item as { readonly range?: readonly [number, number, number] | null }).range;
  if (range === undefined || range === null) throw new TextFault('a part of it has no place in the text');
  return { start: range[0], end: range[1] };
}

/** The end of the line, its comment included; of what ends with its line already, that end. */
function lineEnd(text: string, end: number): number {
  if (end > 0 && text[end - 1] === '\n') return end;
  const next = text.indexOf('\n', end);
  return next === -1 ? text.length : next + 1;
}

interface Addition extends Look {
  readonly name: string;
  readonly entry: JsonObject;
}

function addItem(text: string, { container, shape, name, entry }: Addition): string {
  const document = parseYaml(text);
  const eol = lineEndOf(text);
  const root = document.contents;
  const pair = pairOf(document, container);
  const lines = (indent: string): string => {
    const item = shape === 'map' ? { [name]: entry } : [entry];
    const rendered = stringify(item, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
    return rendered.replace(/^(?=.)/gm, indent).replaceAll('\n', eol);
  };
  if (pair === undefined) {
    if (root !== null && (!isMap(root) || (root.flow === true && root.items.length > 0))) {
      throw new TextFault('the whole file is one value in braces; only a person can add to it', rangeOf(root).start);
    }
    const isBare = root === null || (isMap(root) && root.flow === true);
    const base =
      isBare && isMap(root) && text.trim() !== '' ? text.slice(0, root.range![0]) + text.slice(root.range![1]) : text;
    if (/^\.\.\.(?:\s|$)/m.test(base)) throw new TextFault('it ends with an end of the document');
    const gap = base === '' || base.endsWith('\n') ? '' : eol;
    return `${base}${gap}${container}:${eol}${lines('  ')}`;
  }
  return addTo(text, pair, {
    eol,
    lines,
    flow: shape === 'map' ? `${JSON.stringify(name)}: ${JSON.stringify(entry)}` : JSON.stringify(entry),
  });
}

interface Written {
  readonly eol: string;
  readonly lines: (indent: string) => string;
  readonly flow: string;
}

function addTo(text: string, pair: Pair, { eol, lines, flow }: Written): string {
  const collection = pair.value;
  const isCollection = isMap(collection) || isSeq(collection);
  if (isCollection && collection.flow !== true && collection.items.length > 0) {
    const first = rangeOf(collection.items[0]).start;
    const dash = isSeq(collection) ? text.lastIndexOf('-', first) : first;
    const indent = text.slice(text.lastIndexOf('\n', dash - 1) + 1, dash);
    if (indent.trim() !== '') throw new TextFault('its servers begin in the middle of a line', dash);
    const at = lineEnd(text, rangeOf(collection.items.at(-1)).end);
    const gap = at > 0 && text[at - 1] !== '\n' ? eol : '';
    return text.slice(0, at) + gap + lines(indent) + text.slice(at);
  }
  if (isCollection && collection.items.length > 0) {
    const { end } = rangeOf(collection.items.at(-1));
    return `${text.slice(0, end)}, ${flow}${text.slice(end)}`;
  }
  // Nothing, `{}` or `[]`: lines below the name take its place.
  const { end } = rangeOf(pair.key);
  const after = isCollection ? rangeOf(collection).end : lineAfterColon(text, end);
  const colon = text.indexOf(':', end) + 1;
  const at = lineEnd(text, after);
  const tail = text.slice(after, at);
  const gap = tail.endsWith('\n') ? '' : eol;
  return text.slice(0, colon) + tail + gap + lines('  ') + text.slice(at);
}

const lineAfterColon = (text: string, end: number): number => text.indexOf(':', end) + 1;

function removeItem(text: string, look: Look & { readonly name: string }): string {
  const item = itemOf(text, look);
  if (item === undefined) return text;
  const { collection, start, end } = item;
  if (collection.flow === true) return cutFlow(text, item);
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const isOwnLine = /^[ \t]*(?:-[ \t]+)?$/.test(text.slice(from, start));
  if (!isOwnLine) throw new TextFault('our entry does not begin a line', start);
  const to = lineEnd(text, end);
  if (collection.items.length > 1) return text.slice(0, from) + text.slice(to);
  // Nothing at all is not an empty collection to every reader.
  const head = text.slice(0, gapBefore(text, from));
  const colon = head.lastIndexOf(':') + 1;
  const eol = lineEndOf(text);
  return `${head.slice(0, colon)} ${isSeq(collection) ? '[]' : '{}'}${head.slice(colon)}${eol}${text.slice(to)}`;
}

function cutFlow(text: string, { start, end }: Item): string {
  const after = /^\s*,[ \t]*/.exec(text.slice(end))?.[0];
  const before = /,\s*$/.exec(text.slice(0, start))?.[0] ?? '';
  if (before !== '') return text.slice(0, start - before.length) + text.slice(end);
  return text.slice(0, start) + text.slice(end + (after?.length ?? 0));
}
