import type { Hit } from '../detect/detector';
import { createKeywordPool } from '../detect/keyword-pool';
import type { Readings } from '../detect/read-once';
import { namesVendor, SECRET_WORDS, secretKindOf, splitName, type SecretKind } from './secret-name';
import { scoreValue } from './secret-value';

const MAX_NAME = 60;
const NAME_UNIT = /[\p{L}\p{N}_.\-$]/u;
/** The end of a name, what may stand between, and how a value is given. */
const GIVEN = new RegExp(
  [
    String.raw`(?<closing>\\?["'\x60]?\]?(?:\[\w{0,8}\])?)[ \t]{0,12}`,
    String.raw`(?:\?|!)?(?<operator>`,
    // `name: string = "…"`, `name: &str = "…"`
    String.raw`:[ \t]{0,2}[&\w<>\[\]| ']{2,24}=(?=[ \t]{0,3}["'\x60])|`,
    // `name: X` with `value: …` below or beside it
    String.raw`(?:,|\\n|\s){1,24}\\?"?value\\?"?[ \t]{0,8}[:=]|`,
    String.raw`:?={1,3}>?|!={1,2}|=>|::?=?|<-|,(?=[ \t]{0,3}\\?["'\x60])|\((?=["'\x60])|>(?!=)|`,
    String.raw`"? value=|[ \t](?:for|of|auf|für|pour) [\w .'-]{2,40}? (?:is|ist|est):?[ \t](?=\S{0,40}\d)|[ \t](?:is|was|to|ist|lautet|est|es|è|é|jest)(?: now)?[ ]?:?[ \t](?=["'\x60]|\S{0,40}\d)|[ \t](?=["'\x60])|(?<= )(?<=-[\w-]{1,50} ))`,
    String.raw`[ \t]{0,12}`,
  ].join(''),
  'uy',
);
const MOT_DE_PASSE = /^mot de passe/i;
const QUOTED =
  /(?:[bBrRuUfFL@$]{1,2}|String\.raw|String::from\(|new String\(|Some\(|\[\]byte\()?(?<quote>\\?["'`])(?<value>[^\n]{0,4000}?)\k<quote>/y;
/** `process.env.PASSWORD || "…"`, `os.getenv("PASSWORD", "…")`: what holds where the environment says nothing. */
const FALLBACK =
  /[\w.$:!]{0,40}env[\w.$]{0,40}(?:[([]["'`]\w{1,60}["'`][)\]]?)?\s?(?:\|\||\?\?|\bor\b|,)\s?(?<quote>["'`])(?<value>[^"'`\n]{4,100})\k<quote>/iy;
const UNQUOTED = /[^\s"'`<>]{1,4000}/y;

/** Finds values beside names that promise a secret, whatever notation puts them there. */
export function createAssignmentFinder(
  pool = createKeywordPool(),
): (text: string, readings?: Readings) => readonly Hit[] {
  const findNames = pool.add(SECRET_WORDS);
  return (text, readings) => {
    const found = findNames(text, readings);
    if (found === undefined) return NO_HITS;
    const hits: Hit[] = [];
    let after = -1;
    for (let index = 1; index < found.length; index += 2) {
      const position = found[index]!;
      if (position < after) continue;
      const name = nameAround(text, position);
      after = name.end;
      const kind = secretKindOf(name.text);
      if (kind === undefined) continue;
      const hit = valueAfter(text, name, kind) ?? valueBefore(text, name, kind);
      if (hit !== undefined) hits.push(hit);
    }
    return hits;
  };
}

const NO_HITS: readonly Hit[] = [];

interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function nameAround(text: string, position: number): Name {
  let start = position;
  while (start > 0 && position - start < MAX_NAME && NAME_UNIT.test(text[start - 1]!)) start -= 1;
  // An escaped line break in front is not part of the name.
  if (start > 0 && text[start - 1] === '\\' && /[nrt]/.test(text[start]!)) start += 1;
  let end = position;
  while (end < text.length && end - position < MAX_NAME && NAME_UNIT.test(text[end]!)) end += 1;
  // `api key` is two words; a keyword with a space ends after it.
  if (text[end] === ' ' && /^ key\b/i.test(text.slice(end, end + 5))) end += 4;
  if (text[end] === ' ' && MOT_DE_PASSE.test(text.slice(position, position + 12))) end = position + 12;
  return { text: text.slice(start, end), start, end };
}

function valueAfter(text: string, name: Name, kind: SecretKind): Hit | undefined {
  GIVEN.lastIndex = name.end;
  const given = GIVEN.exec(text);
  if (given === null) return undefined;
  const from = name.end + given[0].length;
  const operator = given.groups!['operator']!.trim();
  // `arn:…:secret:name` is an address.
  if (operator === ':' && given[0].length === 1 && text[name.start - 1] === ':') return undefined;
  // A list of arguments gives a value only to a name at its start: `set("token", "…")`.
  if (
    operator === ',' &&
    (given.groups!['closing'] === '' ||
      !/\(\s{0,3}\\?["'`][#.]?$/.test(text.slice(Math.max(0, name.start - 6), name.start)))
  )
    return undefined;
  QUOTED.lastIndex = from;
  const quoted = QUOTED.exec(text);
  if (quoted !== null) {
    const value = quoted.groups!['value']!;
    const start = from + quoted[0].lastIndexOf(value + quoted.groups!['quote']!);
    if (isDigest(text, start, value)) return undefined;
    return judge({ name, kind, value, start, quoted: true, config: false, assigned: /^:?=$/.test(operator) });
  }
  if (operator === '(' || operator === ',') return undefined;
  FALLBACK.lastIndex = from;
  const fallback = FALLBACK.exec(text);
  if (fallback !== null) {
    const value = fallback.groups!['value']!;
    const start = from + fallback[0].length - value.length - 1;
    return judge({ name, kind, value, start, quoted: true, config: false, assigned: true });
  }
  UNQUOTED.lastIndex = from;
  const run = UNQUOTED.exec(text)?.[0];
  if (run === undefined) return undefined;
  const value = trimRun(text, name, operator, run);
  return judge({
    name,
    kind,
    value,
    start: from,
    quoted: operator === '>',
    config: isConfig(text, name, from + value.length),
  });
}

/** As long as a digest, in hexadecimal digits, on a line that speaks of one. */
function isDigest(text: string, start: number, value: string): boolean {
  if (!/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(value)) return false;
  const before = text.slice(Math.max(0, start - 60), start);
  const after = text.slice(start + value.length, start + value.length + 60);
  const line = before.slice(before.lastIndexOf('\n') + 1) + after.split('\n', 1)[0]!;
  return /\b(?:sha-?(?:1|224|256|384|512)|md5|digest|checksum|hash|blake2b?)\b/i.test(line);
}

/** Cuts what belongs to the notation around an unquoted value. */
function trimRun(text: string, name: Name, operator: string, run: string): string {
  const opener = text[name.start - 1];
  if (opener === '?' || opener === '&') return /^[^&#\\)]*/.exec(run)![0];
  if (operator === '=' && (opener === ';' || /^[^;]{3,80};\w[\w ]*=/.test(run))) return /^[^;]*/.exec(run)![0];
  const line = run.split(/\\[nrt]/, 1)[0]!;
  let end = line.length;
  while (end > 0 && ',;:)]}.'.includes(line[end - 1]!)) end -= 1;
  return line.slice(0, end);
}

/** At the start of a line and up to its end: `export NAME=value`, `name: value`, `--name=value`. */
function isConfig(text: string, name: Name, end: number): boolean {
  const opener = text.slice(Math.max(0, name.start - 12), name.start);
  const begins =
    /(?:^|[\n\r]|\\n)[ \t]*(?:- )?(?:export |set |ENV |ARG |setenv |-D?|--)?["']?$|[?&;]$|(?:^|\s)(?:--?|-D|-e |--(?:env|build-arg|set) |--from-literal=|export |ENV )$|":? ?"$/.test(
      opener,
    );
  if (/["']/.test(text[name.start - 1] ?? '') && text[name.start - 1] === text[end]) return true;
  return begins && /^[,;"'`]{0,2}[ \t]{0,3}(?:$|[\r\n]|\\[nr]|[#&;]|--|\/\/| -|HTTP\/)/.test(text.slice(end, end + 12));
}

/** `if ("…" == password)`. */
function valueBefore(text: string, name: Name, kind: SecretKind): Hit | undefined {
  const before = text.slice(Math.max(0, name.start - 120), name.start);
  if (!/[!=]==?[ \t]{0,3}$/.test(before)) return undefined;
  const found = /(?<quote>["'])(?<value>[^"'\n]{4,100})\k<quote>[ \t]{0,3}[!=]==?[ \t]{0,3}$/.exec(before);
  if (found === null) return undefined;
  const start = name.start - before.length + found.index + 1;
  return judge({ name, kind, value: found.groups!['value']!, start, quoted: true, config: false });
}

interface Given {
  readonly name: Name;
  readonly kind: SecretKind;
  readonly value: string;
  readonly start: number;
  readonly quoted: boolean;
  readonly config: boolean;
  readonly assigned?: boolean;
}

function judge({ name, kind, value, start, quoted, config, assigned = false }: Given): Hit | undefined {
  // `POSTGRES_PASSWORD: postgres` says it twice.
  if (splitName(name.text).includes(value.toLowerCase())) return undefined;
  const score = scoreValue({ kind, value, quoted, config, assigned, vendor: namesVendor(name.text) });
  return score < 0.3 ? undefined : assignmentHit(kind, score, { start, end: start + value.length });
}

/** A finding about a value that only its name told to be a secret. */
export function assignmentHit(kind: SecretKind, score: number, span: Pick<Hit, 'start' | 'end'>): Hit {
  const rule = kind === 'password' ? 'password-assignment' : 'secret-assignment';
  const message = kind === 'password' ? 'what looks like a password' : 'what looks like a key or token';
  return { rule, severity: score >= 0.7 ? 'high' : 'medium', score, message, ...span };
}
