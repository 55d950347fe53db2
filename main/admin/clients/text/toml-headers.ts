/** The header of a table, `[a.b]`, or of an element of an array of tables, `[[a.b]]`. */
export interface TomlHeader {
  /** Of the beginning of its line. */
  readonly offset: number;
  readonly path: readonly string[];
  readonly isElement: boolean;
}

const HEADER = /^[ \t]*(\[\[?)[ \t]*((?:[^\]"'#]|"(?:[^"\\]|\\.)*"|'[^']*')+?)[ \t]*\]\]?[ \t]*(?:#.*)?$/;
const KEY = /"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+/g;

/** The headers of a valid TOML text in their order; what looks like one within a string or an array is none. */
export function findHeaders(text: string): readonly TomlHeader[] {
  const headers: TomlHeader[] = [];
  const scan = new TomlScan();
  let offset = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const bare = (offset === 0 ? line.replace(/^\ufeff/, '') : line).trimEnd();
    const match = scan.isBetweenValues ? HEADER.exec(bare) : null;
    if (match === null) scan.pass(line);
    else headers.push({ offset: offset + (line.startsWith('\ufeff') && offset === 0 ? 1 : 0), ...headerIn(match) });
    offset += line.length;
  }
  return headers;
}

function headerIn([, bracket = '', keys = '']: RegExpExecArray): Omit<TomlHeader, 'offset'> {
  const path = [...keys.matchAll(KEY)].map(([key]) => {
    if (key.startsWith("'")) return key.slice(1, -1);
    return key.startsWith('"') ? unescaped(key) : key;
  });
  return { path, isElement: bracket === '[[' };
}

function unescaped(key: string): string {
  const asJson = key.replace(/\\U([0-9a-fA-F]{8})/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
  try {
    return JSON.parse(asJson) as string;
  } catch {
    return key;
  }
}

/** Follows strings and brackets from line to line. */
class TomlScan {
  #string = '';
  #depth = 0;

  get isBetweenValues(): boolean {
    return this.#string === '' && this.#depth === 0;
  }

  pass(line: string): void {
    for (let at = 0; at < line.length;)
      at = this.#string === '' ? this.#passOutside(line, at) : this.#passInside(line, at);
    // Only the strings in three quotes go on in the next line.
    if (this.#string.length === 1) this.#string = '';
  }

  #passOutside(line: string, at: number): number {
    const quotes = /^(?:"""|'''|"|')/.exec(line.slice(at, at + 3))?.[0];
    if (quotes !== undefined) {
      this.#string = quotes;
      return at + quotes.length;
    }
    const letter = line[at]!;
    if (letter === '#') return line.length;
    if (letter === '[' || letter === '{') this.#depth += 1;
    if (letter === ']' || letter === '}') this.#depth -= 1;
    return at + 1;
  }

  #passInside(line: string, at: number): number {
    if (line[at] === '\\' && this.#string.startsWith('"')) return at + 2;
    if (!line.startsWith(this.#string, at)) return at + 1;
    let end = at + this.#string.length;
    // Up to two further quotes belong to the string (TOML 1.0, “String”).
    while (this.#string.length === 3 && line[end] === this.#string[0]) end += 1;
    this.#string = '';
    return end;
  }
}
