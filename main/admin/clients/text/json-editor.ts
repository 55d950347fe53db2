import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { JsonObject } from '../../../../shared/model/json-rpc';
import { findJsonFault } from '../../../gateway/config/json-text';
import { type EntryEditor, gapBefore, indentAt, lineEndOf, type ReadFile, TextFault } from './entry-editor';

const BOM = '\ufeff';

// `SyntaxKind` of jsonc-parser, which is gone once it is compiled.
const [COMMA, LINE_COMMENT, BLOCK_COMMENT, WHITE_SPACE] = [5, 12, 13, 15];

/** For JSON, and for JSON with comments and trailing commas (`isLoose`). Only the text of an entry itself is ever written. */
export function createJsonEditor(path: readonly string[], { isLoose }: { readonly isLoose: boolean }): EntryEditor {
  const parse = (text: string): Node => (isLoose ? parseLoose(text) : parseStrict(text));
  return {
    read: (text) => (text.trim() === '' ? { value: {}, entries: {} } : readEntries(parse(text), path)),
    put(text, name, entry) {
      const bom = text.startsWith(BOM) ? BOM : '';
      const bare = text.slice(bom.length);
      if (bare.trim() === '')
        return `${bom}${render(nest([...path, name], entry), { unit: '  ', eol: lineEndOf(text) })}${lineEndOf(text)}`;
      const root = parse(bare);
      return bom + putEntry({ text: bare, root, path }, name, entry);
    },
    remove(text, name) {
      const bom = text.startsWith(BOM) ? BOM : '';
      const bare = text.slice(bom.length);
      return bom + removeEntry(bare, containerOf(parse(bare), path), name);
    },
  };
}

function parseStrict(text: string): Node {
  const bare = text.startsWith(BOM) ? text.slice(BOM.length) : text;
  try {
    JSON.parse(bare);
  } catch (cause) {
    const fault = findJsonFault(bare);
    throw new TextFault(fault?.message ?? (cause as Error).message, fault?.offset);
  }
  return parseLoose(text);
}

function parseLoose(text: string): Node {
  const bare = text.startsWith(BOM) ? ` ${text.slice(BOM.length)}` : text;
  const errors: ParseError[] = [];
  const root = parseTree(bare, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined)
    throw new TextFault(`it is not JSON with comments: ${printParseErrorCode(first.error)}`, first.offset);
  if (root?.type !== 'object') throw new TextFault('it holds no JSON object', root?.offset ?? 0);
  return root;
}

function readEntries(root: Node, path: readonly string[]): ReadFile {
  const container = containerOf(root, path);
  const entries = (container?.children ?? []).map(
    (property) => [keyOf(property), valueOf(property.children![1]!)] as const,
  );
  return { value: valueOf(root) as JsonObject, entries: Object.fromEntries(entries) };
}

const keyOf = (property: Node): string => property.children![0]!.value as string;

function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value as unknown;
  return Object.fromEntries(
    (node.children ?? []).map((property) => [keyOf(property), valueOf(property.children![1]!)]),
  );
}

/** The property of this name; of two, readers take the last and editors the first, so we take neither. */
function propertyOf(object: Node, name: string): Node | undefined {
  const [found, other] = (object.children ?? []).filter((property) => keyOf(property) === name);
  if (other !== undefined) throw new TextFault(`"${name}" is given twice in the same object`, other.offset);
  return found;
}

/** `undefined` where there is none yet. */
function containerOf(root: Node, path: readonly string[]): Node | undefined {
  const { node, missing } = deepest(root, path);
  if (missing.length > 0) return undefined;
  const names = (node.children ?? []).map(keyOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) propertyOf(node, twice);
  return node;
}

/** How far a path leads. */
function deepest(root: Node, path: readonly string[]): { readonly node: Node; readonly missing: readonly string[] } {
  let node = root;
  for (const [index, name] of path.entries()) {
    const property = propertyOf(node, name);
    if (property === undefined) return { node, missing: path.slice(index) };
    const value = property.children![1]!;
    if (value.type !== 'object') throw new TextFault(`"${name}" is no object`, value.offset);
    node = value;
  }
  return { node, missing: [] };
}

function nest(path: readonly string[], value: JsonObject): JsonObject {
  return path.reduceRight<JsonObject>((inner, name) => ({ [name]: inner }), value);
}

interface Style {
  /** One step inwards. */
  readonly unit: string;
  readonly eol: string;
  /** Of the line that the value begins in. */
  readonly indent?: string;
}

function render(value: unknown, { unit, eol, indent = '' }: Style): string {
  return JSON.stringify(value, undefined, unit).replaceAll('\n', `${eol}${indent}`);
}

function unitOf(text: string, root: Node): string {
  const [first] = root.children ?? [];
  const indent = first === undefined ? '' : indentAt(text, first.offset);
  return indent === '' ? '  ' : indent;
}

interface Place {
  readonly text: string;
  readonly root: Node;
  readonly path: readonly string[];
}

function putEntry({ text, root, path }: Place, name: string, entry: JsonObject): string {
  const container = containerOf(root, path);
  const present = container === undefined ? undefined : propertyOf(container, name);
  const style = { unit: unitOf(text, root), eol: lineEndOf(text) };
  if (present !== undefined) {
    const { offset, length } = present.children![1]!;
    const rendered = isOneLine(text, present)
      ? JSON.stringify(entry)
      : render(entry, { ...style, indent: indentAt(text, present.offset) });
    return text.slice(0, offset) + rendered + text.slice(offset + length);
  }
  const { node, missing } = deepest(root, path);
  const [key = name, ...inner] = [...missing, name];
  return insert(text, node, { key, value: nest(inner, entry), style });
}

const isOneLine = (text: string, { offset, length }: Node): boolean =>
  !text.slice(offset, offset + length).includes('\n') &&
  !/^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', offset) + 1, offset));

interface Property {
  readonly key: string;
  readonly value: JsonObject;
  readonly style: Style;
}

function insert(text: string, object: Node, { key, value, style }: Property): string {
  const siblings = object.children ?? [];
  const last = siblings.at(-1);
  const open = object.offset + 1;
  const close = object.offset + object.length - 1;
  const property = (indent: string) => `${JSON.stringify(key)}: ${render(value, { ...style, indent })}`;
  if (last === undefined) {
    const outer = indentAt(text, object.offset);
    const inside = text.slice(open, close);
    const added = `${style.eol}${outer}${style.unit}${property(outer + style.unit)}`;
    const isBlank = inside.trim() === '';
    if (isBlank || !inside.includes('\n'))
      return `${text.slice(0, open)}${isBlank ? '' : inside}${added}${style.eol}${outer}${text.slice(close)}`;
    return text.slice(0, open) + added + text.slice(open);
  }
  const end = last.offset + last.length;
  const comma = commaAfter(text, end, close);
  const { at, isOpen } = endOfLine(text, comma === undefined ? end : comma + 1, close);
  const isBroken = text.slice(open, last.offset).includes('\n') && /^[ \t]*$/.test(lineBefore(text, last.offset));
  const indent = indentAt(text, last.offset);
  const oneLine = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const added = isBroken ? `${style.eol}${indent}${property(indent)}` : `${isOpen ? style.eol : ' '}${oneLine}`;
  // A list that ends with a comma goes on doing so.
  if (comma !== undefined) return `${text.slice(0, at)}${added},${text.slice(at)}`;
  return `${text.slice(0, end)},${text.slice(end, at)}${added}${text.slice(at)}`;
}

const lineBefore = (text: string, offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);

/** Where the comma after a value stands, comments passed over. */
function commaAfter(text: string, from: number, until: number): number | undefined {
  const scanner = createScanner(text.slice(from, until), true);
  return scanner.scan() === COMMA ? from + scanner.getTokenOffset() : undefined;
}

/** The end of the comments that follow in the same line, and whether only the end of the line ends them. */
function endOfLine(text: string, from: number, until: number): { readonly at: number; readonly isOpen: boolean } {
  const scanner = createScanner(text.slice(from, until), false);
  let at = from;
  for (;;) {
    const kind = scanner.scan();
    if (kind !== LINE_COMMENT && kind !== BLOCK_COMMENT && kind !== WHITE_SPACE) return { at, isOpen: false };
    if (kind !== WHITE_SPACE) at = from + scanner.getTokenOffset() + scanner.getTokenLength();
    if (kind === LINE_COMMENT) return { at, isOpen: true };
  }
}

function removeEntry(text: string, container: Node | undefined, name: string): string {
  const property = container === undefined ? undefined : propertyOf(container, name);
  if (container === undefined || property === undefined) return text;
  const siblings = container.children ?? [];
  const before = siblings[siblings.indexOf(property) - 1];
  const close = container.offset + container.length - 1;
  const end = property.offset + property.length;
  const comma = commaAfter(text, end, close);
  const start = gapBefore(text, property.offset);
  const rest = text.slice(comma === undefined ? end : comma + 1);
  // Comments between the two stay.
  const between = comma === undefined ? '' : text.slice(end, comma);
  if (siblings.length === 1) {
    const inside =
      text.slice(container.offset + 1, start) + between + rest.slice(0, rest.length - (text.length - close));
    return text.slice(0, container.offset + 1) + (inside.trim() === '' ? '' : inside) + text.slice(close);
  }
  if (comma !== undefined || before === undefined) return text.slice(0, start) + between + rest;
  const ahead = commaAfter(text, before.offset + before.length, property.offset);
  if (ahead === undefined) throw new TextFault('the comma before our entry cannot be found', property.offset);
  return text.slice(0, ahead) + text.slice(ahead + 1, start) + rest;
}
