import { isAscii, isPlain } from './ascii-pattern';
import type { Reading } from './read-once';

/**
 * A text in one byte for each character, where patterns are tried several times as fast as on two, and are compiled once
 * instead of twice. Offsets in both are the same.
 */
export interface NarrowText {
  /** The text itself, where it has no wide characters. */
  readonly bytes: string;
  /** Where the characters beyond ASCII are. */
  readonly beyond: Places;
  /** Where those of them are that are something else in `bytes`. */
  readonly wide: Places;
  /** Where those are that patterns for plain text do not understand: letters and the like beyond ASCII. */
  readonly foreign: Places;
}

export type Places = Uint32Array;

const NOWHERE: Places = new Uint32Array(0);

/** Signs that patterns name, as Windows-1252 has them: there they are no letters and no spaces either. */
const BYTE_OF: ReadonlyMap<string, number> = new Map(
  Object.entries({ '€': 0x80, '…': 0x85, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97 }),
);
/** Stands for every other character: it is neither letter nor space, and no pattern names it. */
const ANYTHING = 0xa4;
const ANY_SPACE = 0xa0;

/** A reading of a text. */
export const narrow: Reading<NarrowText> = (text) => {
  if (isAscii(text)) return { bytes: text, beyond: NOWHERE, wide: NOWHERE, foreign: NOWHERE };
  const bytes = Buffer.from(text, 'latin1');
  const beyond: number[] = [];
  const wide: number[] = [];
  const foreign: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    beyond.push(at);
    const kind = (kinds[unit] ||= kindOf(unit));
    if ((kind & FOREIGN) !== 0) foreign.push(at);
    if (unit <= 0xff) continue;
    wide.push(at);
    bytes[at] = kind >> BYTE;
  }
  return {
    bytes: wide.length === 0 ? text : bytes.toString('latin1'),
    beyond: Uint32Array.from(beyond),
    wide: Uint32Array.from(wide),
    foreign: Uint32Array.from(foreign),
  };
};

/** What is known of each code unit; 0 until it was met. */
const kinds = new Uint16Array(0x1_0000);
const KNOWN = 1;
const FOREIGN = 2;
const BYTE = 8;

/** Halves of pairs that stand for pictures, and what says how they are drawn or joined, are signs like others. */
const isOfPicture = (unit: number): boolean =>
  (unit >= 0xd83c && unit <= 0xd83e) || (unit >= 0xdc00 && unit <= 0xdfff) || unit === 0xfe0f || unit === 0x200d;

function kindOf(unit: number): number {
  const character = String.fromCharCode(unit);
  const byte = BYTE_OF.get(character) ?? (/\s/.test(character) ? ANY_SPACE : ANYTHING);
  return KNOWN + (isPlain(character) || isOfPicture(unit) ? 0 : FOREIGN) + (byte << BYTE);
}

/** Whether one of the places is in a part of the text. */
export function isAnyWithin(places: Places, start: number, end: number): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low < places.length && places[low]! < end;
}

/**
 * A pattern that finds in `bytes` what the given one finds in the text; `undefined` where that is not sure. U+2028 and U+2029
 * are spaces like others there, and end no line: nothing hides behind them from a `.`.
 */
export function narrowPatternOf(pattern: RegExp): RegExp | undefined {
  if (pattern.unicode) return undefined;
  const signs = pattern.source.replaceAll(/\\u(20[0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  if (NAMES_OTHERS.test(signs)) return undefined;
  const source = signs.replaceAll(/[^\x00-\x7f]/g, (sign) => `\\x${BYTE_OF.get(sign)!.toString(16)}`);
  return new RegExp(source, pattern.flags);
}

/** Characters that are not among those signs, and ranges that begin or end with one of them. */
const NAMES_OTHERS = /\\u|\\x[89a-f]|[^\x00-\x7f€…‘’“”•–—]|[^\x00-\x7f]-[^\]]|[^[\\]-[^\x00-\x7f]/i;
