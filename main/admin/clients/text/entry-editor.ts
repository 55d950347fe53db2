import type { JsonObject } from '../../../../shared/model/json-rpc';

/** Servers as they stand in a file, by name. */
export interface ReadFile {
  /** The whole file. */
  readonly value: JsonObject;
  readonly entries: Readonly<Record<string, unknown>>;
}

/** Reads and changes the servers in the text of a file, and nothing else of it. */
export interface EntryEditor {
  /** Throws a `TextFault` where the text is not what the client could read. */
  read(text: string): ReadFile;
  /** Adds an entry after all others, or replaces the one of this name where it stands. */
  put(text: string, name: string, entry: JsonObject): string;
  /** Removes the entry of this name. */
  remove(text: string, name: string): string;
}

/** Why a text cannot be read or changed, and where. */
export class TextFault extends Error {
  constructor(
    message: string,
    /** UTF-16 code units from the start of the text; absent: nowhere in particular. */
    readonly offset?: number,
  ) {
    super(message);
  }
}

/** The ends of lines that a text has; those of its first line count. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** The white space before the first character of the line that an offset is in. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** The end of what precedes an offset, without the white space between and at most one end of a line. */
export function gapBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /[ \t]/.test(text.charAt(at - 1))) at -= 1;
  if (at > 0 && text[at - 1] === '\n') at -= text[at - 2] === '\r' ? 2 : 1;
  return at;
}
