import { isDeepStrictEqual } from 'node:util';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import { locate } from '../../../gateway/config/json-text';
import type { Container } from '../client-definition';
import { type EntryEditor, type ReadFile, TextFault } from './entry-editor';

/** A file of a client as text that can be read and changed. */
export interface ClientText {
  readonly path: string;
  readonly text: string;
  readonly container: Container;
}

/** The parsers are loaded with the first file of their kind. */
async function editorFor({ format, path, shape }: Container): Promise<EntryEditor> {
  const [first = ''] = path;
  switch (format) {
    case 'json':
    case 'jsonc':
      return (await import('./json-editor')).createJsonEditor(path, { isLoose: format === 'jsonc' });
    case 'toml':
      return (await import('./toml-editor')).createTomlEditor(first, shape);
    case 'yaml':
      return (await import('./yaml-editor')).createYamlEditor(first, shape);
  }
}

/** The servers of a client by name; throws `config_invalid` with the place of what cannot be read. */
export async function readEntries(file: ClientText): Promise<ReadFile['entries']> {
  const editor = await editorFor(file.container);
  return located(file, () => editor.read(file.text).entries);
}

/**
 * The text with this entry, or without it (`undefined`). Throws `config_invalid` for a text that the client could not
 * read, and for one that cannot be changed without touching what is not ours.
 */
export async function withEntry(file: ClientText, name: string, entry: JsonObject | undefined): Promise<string> {
  const editor = await editorFor(file.container);
  return located(file, () => {
    const before = editor.read(file.text);
    const wanted = entry === undefined ? undefined : withoutNull(entry, file.container);
    if (isDeepStrictEqual(normal(before.entries[name]), normal(wanted))) return file.text;
    const text = entry === undefined ? editor.remove(file.text, name) : editor.put(file.text, name, entry);
    const after = readBack(editor, text);
    const isOurs = isDeepStrictEqual(normal(after.entries[name]), normal(wanted));
    if (!isOurs || !isDeepStrictEqual(others(before, file.container, name), others(after, file.container, name))) {
      throw new TextFault('it cannot be changed without touching what is not ours');
    }
    return text;
  });
}

function readBack(editor: EntryEditor, text: string): ReadFile {
  try {
    return editor.read(text);
  } catch {
    throw new TextFault('it is written in a way to which nothing can be added safely');
  }
}

/** TOML has no `null`. */
function withoutNull(entry: JsonObject, { format }: Container): JsonObject {
  if (format !== 'toml') return entry;
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));
}

/** The whole file but for one entry; a container that is empty is as good as none. */
function others({ value }: ReadFile, { path, shape }: Container, name: string): unknown {
  const [first = '', ...rest] = path;
  const strip = (at: unknown, names: readonly string[]): unknown => {
    const [next, ...further] = names;
    if (next !== undefined) {
      const inner = isJsonObject(at) && at[next] !== undefined ? strip(at[next], further) : undefined;
      const { [next]: _, ...more } = isJsonObject(at) ? at : {};
      return inner === undefined ? (Object.keys(more).length === 0 ? undefined : more) : { ...more, [next]: inner };
    }
    if (shape === 'list') {
      const left = Array.isArray(at) ? at.filter((one) => !isJsonObject(one) || one['name'] !== name) : [];
      return left.length === 0 ? undefined : left;
    }
    const { [name]: _, ...more } = isJsonObject(at) ? at : {};
    return Object.keys(more).length === 0 ? undefined : more;
  };
  return normal(strip(value, [first, ...rest]) ?? {});
}

/** Without the prototypes and classes of parsers. */
const normal = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one)));

function located<T>({ path, text }: ClientText, work: () => T): T {
  try {
    return work();
  } catch (fault) {
    if (!(fault instanceof TextFault)) throw fault;
    const { line, column } = locate(text, fault.offset ?? 0);
    const where = fault.offset === undefined ? path : `${path}:${line}:${column}`;
    throw new GatewayError('config_invalid', `${where}: ${fault.message}; the file is left as it is`, {
      path,
      line,
      column,
    });
  }
}
