/** What keeps a text from being plain JSON, and where. */
export interface JsonFault {
  /** Position in UTF-16 code units from the start of the text. */
  readonly offset: number;
  readonly message: string;
}

const MAX_DEPTH = 100;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const BARE_STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /[A-Za-z_$][\w$-]*/y;

/**
 * Finds the first thing that keeps a text from being plain JSON with unique member names; `undefined` when nothing
 * does. JSON.parse alone gives no position for some faults and silently takes the last of two equal names.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const reader = new JsonReader(text);
  try {
    reader.readDocument();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof Fault) return { offset: thrown.offset, message: thrown.message };
    throw thrown;
  }
}

/** Line and column of a position, both counted from 1, and the text of that line. */
export function locate(text: string, offset: number): { line: number; column: number; text: string } {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
  return { line: before.split('\n').length, column: offset - start + 1, text: line };
}

class Fault extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

class JsonReader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  readDocument(): void {
    this.#skipSpace();
    if (this.#at === this.#text.length) this.#fail('the file is empty');
    this.#readValue(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail('there is more text after the end of the JSON value');
  }

  #readValue(depth: number): void {
    if (depth > MAX_DEPTH) this.#fail(`nested more than ${MAX_DEPTH} levels deep`);
    const next = this.#text[this.#at];
    if (next === '{') return this.#readObject(depth);
    if (next === '[') return this.#readArray(depth);
    if (next === '"') return void this.#readString();
    if (this.#take(NUMBER) !== undefined) return;
    const start = this.#at;
    const word = this.#take(WORD);
    if (word === 'true' || word === 'false' || word === 'null') return;
    this.#at = start;
    this.#fail(word === undefined ? `a value is expected here, not ${this.#here()}` : `"${word}" needs double quotes`);
  }

  #readObject(depth: number): void {
    const names = new Set<string>();
    this.#at += 1;
    this.#skipSpace();
    if (this.#accept('}')) return;
    for (;;) {
      const start = this.#at;
      if (this.#text[this.#at] !== '"') this.#fail(this.#noName());
      const name = this.#readString();
      if (names.has(name)) this.#failAt(start, `"${name}" is given twice in the same object`);
      names.add(name);
      this.#skipSpace();
      if (!this.#accept(':')) this.#fail(`":" is missing after "${name}"`);
      this.#skipSpace();
      this.#readValue(depth + 1);
      if (!this.#another('}')) return;
    }
  }

  #readArray(depth: number): void {
    this.#at += 1;
    this.#skipSpace();
    if (this.#accept(']')) return;
    for (;;) {
      this.#readValue(depth + 1);
      if (!this.#another(']')) return;
    }
  }

  /** After a value: true for a comma and another value, false for the end. */
  #another(end: '}' | ']'): boolean {
    this.#skipSpace();
    if (this.#accept(end)) return false;
    if (!this.#accept(',')) this.#fail(`"," or "${end}" is expected here, not ${this.#here()}`);
    const comma = this.#at - 1;
    this.#skipSpace();
    if (this.#text[this.#at] === end) this.#failAt(comma, `"," is not allowed before "${end}"`);
    return true;
  }

  #readString(): string {
    const start = this.#at;
    const found = this.#take(BARE_STRING);
    if (found === undefined) this.#failAt(start, 'this string does not end, or holds a character that needs escaping');
    return JSON.parse(found) as string;
  }

  #noName(): string {
    const word = this.#peek(WORD);
    return word === undefined
      ? `a name in double quotes is expected here, not ${this.#here()}`
      : `"${word}" needs double quotes`;
  }

  #here(): string {
    const next = this.#text.codePointAt(this.#at);
    if (next === undefined) return 'the end of the file';
    const rest = this.#text.slice(this.#at, this.#at + 2);
    if (rest === '//' || rest === '/*') return 'a comment, which JSON does not have';
    return JSON.stringify(String.fromCodePoint(next));
  }

  #skipSpace(): void {
    while (/[ \t\r\n]/.test(this.#text.charAt(this.#at))) this.#at += 1;
  }

  #accept(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }

  #take(pattern: RegExp): string | undefined {
    const found = this.#peek(pattern);
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(message: string): never {
    this.#failAt(this.#at, message);
  }

  #failAt(offset: number, message: string): never {
    throw new Fault(offset, message);
  }
}
