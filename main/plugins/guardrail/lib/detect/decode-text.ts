import { isUtf8 } from 'node:buffer';
import { hasUnbrokenRun } from './unbroken-run';

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

/** Base64 and base64url (RFC 4648 §4, §5), long enough to say something. */
const BASE64 = /[A-Za-z0-9+/_-]{20,65536}={0,2}/g;
const HEX = /(?:[0-9a-fA-F]{2}){12,32768}/g;
/** Single escaped characters are ordinary in addresses. */
const PERCENT = /(?:[\w.~!*'()/?&=:+-]{0,64}%[0-9A-Fa-f]{2}){3,1024}[\w.~!*'()/?&=:+-]{0,64}/g;
/** In any script. What has none may still be another encoding. */
const WORD = /\p{L}{3}/u;
const FEWEST_ENCODED = 20;

/**
 * Finds what stands in a text in base64, hex or percent encoding (RFC 3986 §2.1) and reads as text, also twice
 * encoded. Everything else that looks encoded, such as hashes and images, is left out.
 */
export function decodeText(text: string): readonly DecodedPart[] {
  return text.includes('%') || hasUnbrokenRun(text, FEWEST_ENCODED) ? decodeAgain(text, MAX_DEPTH) : NO_PARTS;
}

const NO_PARTS: readonly DecodedPart[] = [];

function decodeAgain(text: string, depth: number): readonly DecodedPart[] {
  const parts: DecodedPart[] = [];
  for (const { pattern, decode, mark } of ENCODINGS) {
    if (mark !== undefined && !text.includes(mark)) continue;
    for (const match of text.matchAll(pattern)) {
      if (parts.length >= MAX_PARTS) return parts;
      const [encoded] = match;
      const decoded = encoded.length > MAX_PART ? undefined : decode(encoded);
      if (decoded === undefined) continue;
      const start = match.index;
      const end = start + encoded.length;
      if (WORD.test(decoded)) parts.push({ text: decoded, start, end });
      const deeper = depth > 1 ? decodeAgain(decoded, depth - 1) : [];
      for (const part of deeper) parts.push({ text: part.text, start, end });
    }
  }
  return parts;
}

interface Encoding {
  readonly pattern: RegExp;
  readonly decode: (encoded: string) => string | undefined;
  /** Stands in whatever the pattern matches. */
  readonly mark?: string;
}

const ENCODINGS: readonly Encoding[] = [
  { pattern: BASE64, decode: fromBase64 },
  { pattern: HEX, decode: (encoded) => readable(Buffer.from(encoded, 'hex')) },
  { pattern: PERCENT, decode: fromPercent, mark: '%' },
];

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
