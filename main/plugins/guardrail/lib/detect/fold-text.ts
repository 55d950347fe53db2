import { remove as withoutConfusables } from 'confusables';

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
  if (PLAIN.test(text)) return undefined;
  const origins = new Uint32Array(3 * text.length + 1);
  let folded = '';
  let offset = 0;
  for (const character of text) {
    const plain = character < '\x80' ? character : foldCharacter(character);
    // What a single character stands for may be long; a few letters of it are enough.
    const kept = plain.length > 3 ? plain.slice(0, 3) : plain;
    for (let index = 0; index < kept.length; index += 1) origins[folded.length + index] = offset;
    folded += kept;
    offset += character.length;
  }
  if (folded === text) return undefined;
  origins[folded.length] = text.length;
  return { text: folded, origins: origins.subarray(0, folded.length + 1) };
}

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
