/** A text as somebody who decodes it reads it, with the way back to where things stand in the original. */
export interface RewrittenText {
  readonly text: string;
  startOf(position: number): number;
  /** Of what ends in front of this position. */
  endOf(position: number): number;
}

interface Rewriting {
  /** Stands in whatever the pattern matches. */
  readonly mark: string;
  readonly pattern: RegExp;
  readonly read: (written: string) => string;
}

/** Percent encoding (RFC 3986 §2.1). */
const PERCENT: Rewriting = {
  mark: '%',
  pattern: /(?:%[0-9A-Fa-f]{2})+/g,
  read: (written) => Buffer.from(written.replaceAll('%', ''), 'hex').toString('utf8'),
};

const NAMED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** What strings escape in JSON (RFC 8259 §7) and in most programming languages. */
const ESCAPES: Rewriting = {
  mark: '\\',
  pattern: /\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|["'\\/bfnrt])/g,
  read: (written) => {
    const kind = written[1] ?? '';
    if (written.length > 2) return String.fromCharCode(parseInt(written.slice(2), 16));
    return NAMED[kind] ?? kind;
  },
};

/** Encoders break long lines. */
const LINES: Rewriting = { mark: '\n', pattern: /[ \t\r]*\n[ \t]*/g, read: () => '' };

/** The text itself, and every other way to read it. Twice encoded is read twice. */
export function* rewrittenTexts(text: string): Generator<RewrittenText> {
  yield { text, startOf: (position) => position, endOf: (position) => position };
  const percent = rewrite(text, PERCENT);
  yield* percent;
  for (const one of percent) yield* rewrite(one.text, PERCENT, one);
  const escapes = rewrite(text, ESCAPES);
  yield* escapes;
  for (const one of escapes) {
    yield* rewrite(one.text, ESCAPES, one);
    yield* rewrite(one.text, LINES, one);
  }
  yield* rewrite(text, LINES);
}

/** A part that was read as something else: where it stands in what was read, and where it was written. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly writtenStart: number;
  readonly writtenEnd: number;
}

/** At most one: none where nothing is rewritten. */
function rewrite(written: string, { mark, pattern, read }: Rewriting, original?: RewrittenText): RewrittenText[] {
  if (!written.includes(mark)) return [];
  const parts: Part[] = [];
  let text = '';
  let position = 0;
  for (const match of written.matchAll(pattern)) {
    const [whole] = match;
    text += written.slice(position, match.index);
    const start = text.length;
    text += read(whole);
    position = match.index + whole.length;
    parts.push({ start, end: text.length, writtenStart: match.index, writtenEnd: position });
  }
  if (parts.length === 0) return [];
  text += written.slice(position);
  const startOf = (at: number) => writtenAt(parts, at).start;
  const endOf = (at: number) => writtenAt(parts, at - 1).end;
  if (original === undefined) return [{ text, startOf, endOf }];
  return [{ text, startOf: (at) => original.startOf(startOf(at)), endOf: (at) => original.endOf(endOf(at)) }];
}

/** Where one character was written. */
function writtenAt(parts: readonly Part[], position: number): { readonly start: number; readonly end: number } {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle]!.start <= position) low = middle + 1;
    else high = middle;
  }
  const part = parts[low - 1];
  if (part === undefined) return { start: position, end: position + 1 };
  const { start, end, writtenStart, writtenEnd } = part;
  if (position >= end) {
    const at = writtenEnd + position - end;
    return { start: at, end: at + 1 };
  }
  const each = (writtenEnd - writtenStart) / (end - start);
  // Characters of several bytes: who can tell which bytes are whose takes them all.
  if (each !== 2 && each !== 3 && each !== 4 && each !== 6) return { start: writtenStart, end: writtenEnd };
  const at = writtenStart + (position - start) * each;
  return { start: at, end: at + each };
}
