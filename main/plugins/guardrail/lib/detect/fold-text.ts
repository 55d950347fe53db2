import { remove as withoutConfusables } from 'confusables';
import { isAscii } from './ascii-pattern';

/** A text made plain, and where each of its units came from. */
export interface Folded {
  readonly text: string;
  /** Offsets in the original, one for each UTF-16 unit and one for the end. */
  readonly origins: Uint32Array;
}

/** Nothing of it is seen: formats, fillers, selectors and tags. Soft hyphen, joiners and the like among them. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0|\u2800/u;
const MARK = /\p{Mn}/u;
const PLAIN = /^[\x00-\x7f]*$/;

const known = new Map<string, string>();
const MAX_KNOWN = 4_096;

/**
 * The text as a reader would take it: compatibility forms made ordinary (NFKC, UAX #15), letters of other scripts that look
 * like Latin ones made Latin (UTS #39), invisible characters left out. Only for looking things up, never for output.
 * `undefined` when that changes nothing.
 */
export function foldText(text: string): Folded | undefined {
  const changes = isAscii(text) ? NO_CHANGES : changesOf(text);
  if (changes.length === 0) return undefined;
  const origins = new Uint32Array(3 * text.length + 1);
  let folded = '';
  let offset = 0;
  const copy = (end: number): void => {
    for (let index = offset; index < end; index += 1) origins[folded.length + index - offset] = index;
    folded += text.slice(offset, end);
  };
  for (const { start, end, plain } of changes) {
    copy(start);
    origins.fill(start, folded.length, folded.length + plain.length);
    folded += plain;
    offset = end;
  }
  copy(text.length);
  origins[folded.length] = text.length;
  return { text: folded, origins: origins.subarray(0, folded.length + 1) };
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

/** What a single character stands for may be long; a few letters of it are enough. */
const LONGEST = 3;

/** The characters that are not what they look like; most texts have none of them. */
function changesOf(text: string): readonly Change[] {
  let changes: Change[] | undefined;
  for (let start = 0; start < text.length; start += 1) {
    if (text.charCodeAt(start) < 0x80) continue;
    const character = String.fromCodePoint(text.codePointAt(start)!);
    const end = start + character.length;
    const plain = foldCharacter(character);
    if (plain !== character && !(isPicture(character) && standsApart(text, start, end))) {
      (changes ??= []).push({ start, end, plain: plain.slice(0, LONGEST) });
    }
    start = end - 1;
  }
  return changes ?? NO_CHANGES;
}

const NO_CHANGES: readonly Change[] = [];

/** Signs that are no letter in another dress, and the selector behind them that says how they are drawn. */
const PICTURE = /^(?:\p{S}|\u2139|\ufe0f)$/u;
const LETTER_IN_A_BOX = /^[\u{1f100}-\u{1f1ff}]$/u;
const pictures = new Map<string, boolean>();

function isPicture(character: string): boolean {
  const before = pictures.get(character);
  if (before !== undefined) return before;
  const isOne =
    PICTURE.test(character) &&
    !LETTER_IN_A_BOX.test(character) &&
    (character === '\u2139' || character.normalize('NFKC') === character);
  if (pictures.size < MAX_KNOWN) pictures.set(character, isOne);
  return isOne;
}

/** Whether no letter is next to it, whose word it could be part of: a box of lines may look like an L, and is none. */
function standsApart(text: string, start: number, end: number): boolean {
  return isApart(characterBefore(text, start)) && isApart(characterAt(text, end));
}

function characterAt(text: string, at: number): string {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
}

function characterBefore(text: string, at: number): string {
  const pair = characterAt(text, at - 2);
  return at >= 2 && pair.length === 2 ? pair : text.charAt(at - 1);
}

const isApart = (character: string): boolean =>
  character < '\x80' ? !/[A-Za-z]/.test(character) : isPicture(character);

function foldCharacter(character: string): string {
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded = INVISIBLE.test(character) ? '' : ordinary(character);
  if (known.size < MAX_KNOWN) known.set(character, folded);
  return folded;
}

/** Marks stay off their letters; scripts that look like no Latin letter stay as they are. */
function ordinary(character: string): string {
  const composed = character.normalize('NFKC');
  const bare = [...composed.normalize('NFD')].filter((one) => !MARK.test(one)).join('');
  if (bare === '') return '';
  const latin = withoutConfusables(bare);
  return PLAIN.test(latin) && latin !== '' ? latin : composed;
}
