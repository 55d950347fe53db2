import { isUtf8 } from 'node:buffer';
import { readOnce, type Readings } from './read-once';
import { runsOf, type UnbrokenRuns } from './unbroken-run';

/** What an encoded part of a text says. */
export interface DecodedPart {
  readonly text: string;
  /** Where the encoded part stands in the text that was given. */
  readonly start: number;
  readonly end: number;
}

const MAX_DEPTH = 2;
const MAX_PARTS = 64;
const MAX_PART = 65_536;

/** Base64 and base64url (RFC 4648 §4, §5), long enough to say something; at the beginning of a run. */
const BASE64 = /[A-Za-z0-9+/_-]{20,65536}={0,2}/y;
const HEX = /(?:[0-9a-fA-F]{2}){12,32768}/g;
/** Single escaped characters are ordinary in addresses. */
const PERCENT = /(?:[\w.~!*'()/?&=:+-]{0,64}%[0-9A-Fa-f]{2}){3,1024}[\w.~!*'()/?&=:+-]{0,64}/g;
/** In any script. What has none may still be another encoding. */
const WORD = /\p{L}{3}/u;
const FEWEST_ESCAPED = 3;

/**
 * Finds what stands in a text in base64, hex or percent encoding (RFC 3986 §2.1) and reads as text, also twice
 * encoded. Everything else that looks encoded, such as hashes and images, is left out. `readings` are those of the text.
 */
export function decodeText(text: string, readings?: Readings): readonly DecodedPart[] {
  const runs = readOnce(text, readings, runsOf);
  return decodeAgain(text, runs, MAX_DEPTH);
}

const NO_PARTS: readonly DecodedPart[] = [];

function decodeAgain(text: string, runs: UnbrokenRuns, depth: number): readonly DecodedPart[] {
  if (runs.length === 0 && !text.includes('%')) return NO_PARTS;
  const parts: DecodedPart[] = [];
  for (const { find, decode } of ENCODINGS) {
    for (const { encoded, start } of find(text, runs)) {
      if (parts.length >= MAX_PARTS) return parts;
      const decoded = encoded.length > MAX_PART ? undefined : decode(encoded);
      if (decoded === undefined) continue;
      const end = start + encoded.length;
      if (WORD.test(decoded)) parts.push({ text: decoded, start, end });
      const deeper = depth > 1 ? decodeAgain(decoded, runsOf(decoded), depth - 1) : [];
      for (const part of deeper) parts.push({ text: part.text, start, end });
    }
  }
  return parts;
}

interface Encoded {
  readonly encoded: string;
  readonly start: number;
}

interface Encoding {
  /** `runs` are those in the text that are long enough. */
  readonly find: (text: string, runs: UnbrokenRuns) => Iterable<Encoded>;
  readonly decode: (encoded: string) => string | undefined;
}

const ENCODINGS: readonly Encoding[] = [
  { find: findBase64, decode: fromBase64 },
  { find: findHex, decode: (encoded) => readable(Buffer.from(encoded, 'hex')) },
  { find: findPercent, decode: fromPercent },
];

/** What is longer than a part may be is cut. */
function* findBase64(text: string, runs: UnbrokenRuns): Generator<Encoded> {
  for (let index = 0; index < runs.length; index += 2) {
    for (let start = runs[index]!; start < runs[index + 1]!;) {
      BASE64.lastIndex = start;
      const encoded = BASE64.exec(text)?.[0];
      if (encoded === undefined) break;
      yield { encoded, start };
      start += encoded.length;
    }
  }
}

function* findHex(text: string, runs: UnbrokenRuns): Generator<Encoded> {
  for (let index = 0; index < runs.length; index += 2) {
    const start = runs[index]!;
    for (const match of text.slice(start, runs[index + 1]!).matchAll(HEX)) {
      yield { encoded: match[0], start: start + match.index };
    }
  }
}

function* findPercent(text: string): Generator<Encoded> {
  if (!hasMany(text, '%', FEWEST_ESCAPED)) return;
  for (const match of text.matchAll(PERCENT)) yield { encoded: match[0], start: match.index };
}

function hasMany(text: string, mark: string, many: number): boolean {
  let count = 0;
  for (let at = text.indexOf(mark); at !== -1 && count < many; at = text.indexOf(mark, at + 1)) count += 1;
  return count === many;
}

function fromBase64(encoded: string): string | undefined {
  // Words, paths and identifiers are of these letters too; chance makes them mix case and digits less.
  if (/^[a-z_-]+$/.test(encoded) || /^[A-Z_-]+$/.test(encoded) || /^[0-9a-f-]+$/i.test(encoded)) return undefined;
  return readable(Buffer.from(encoded, 'base64'));
}

function fromPercent(encoded: string): string | undefined {
  const bytes = Buffer.from(
    encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
  return readable(bytes);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The bytes as text, if that is what they are: almost all printable. */
function readable(bytes: Buffer): string | undefined {
  let printable = 0;
  const sample = Math.min(bytes.length, 64);
  for (let index = 0; index < sample; index += 1) {
    const byte = bytes[index]!;
    if ((byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13 || byte >= 0x80) printable += 1;
  }
  // What does not decode throws, and that costs more than to look first.
  if (sample < 6 || printable / sample < 0.95 || !isUtf8(bytes)) return undefined;
  const text = utf8.decode(bytes);
  const unprintable = text.match(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/g)?.length ?? 0;
  return unprintable / text.length > 0.02 ? undefined : text;
}
