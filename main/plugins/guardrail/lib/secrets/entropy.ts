/** Shannon entropy in bits per character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

// The pairs that make up some two thirds of running English, and of identifiers made from it; chance gives one in six.
const COMMON_PAIRS = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ' +
    'ne ea ra ce li ch ll be ma si om ur ec el la et us ut ge ca ac ho id ns lo ct pe tr ol di po ke ey em ad na ss ' +
    'su ap pp ai un im il ig sh ow pr vi ex am ot ee so mo ab ir op pl sp ag cl ay wo ub tt ab no up fi gh sc ul ef'
  ).split(' '),
);

/** The share of neighbouring letters that are common in words: about .6 in names and prose, .2 in what dice made. */
export function wordiness(value: string): number {
  const letters = value.toLowerCase();
  let pairs = 0;
  let common = 0;
  for (let index = 1; index < letters.length; index += 1) {
    if (!isLetter(letters.charCodeAt(index)) || !isLetter(letters.charCodeAt(index - 1))) continue;
    pairs += 1;
    if (COMMON_PAIRS.has(letters.slice(index - 1, index + 1))) common += 1;
  }
  return pairs === 0 ? 0 : common / pairs;
}

const isLetter = (unit: number) => unit >= 97 && unit <= 122;

/** 0 to 1: how much a value looks made by dice, and not by a person naming something. */
export function randomness(value: string): number {
  if (value.length < 8) return 0;
  if (isSpelled(value)) return 0.25;
  if (/^(?:[0-9a-f]{24,}|[0-9A-F]{24,})$/.test(value) && entropy(value) > 2.9) return 0.75;
  const digits = value.replace(/\D/g, '').length;
  const letters = value.replace(/[^A-Za-z]/g, '').length;
  if (letters < 2 || (digits === 0 && value.length < 20)) return 0;
  const spread = Math.min(1, entropy(value) / Math.min(4, Math.log2(value.length)));
  const words = wordiness(value);
  const turns = countTurns(value) / value.length;
  return Math.max(0, Math.min(1, spread * 0.75 + turns * 0.6 - words * 0.7 + (digits > 1 ? 0.1 : -0.1)));
}

/** `prod-db-2024`, `release_v2_beta`: parts that are words or numbers, and not both at once. */
function isSpelled(value: string): boolean {
  const parts = value.split(/[-_.:/]/);
  if (parts.length < 2) return false;
  return parts.every((part) => /^(?:[a-z]{0,12}|[A-Z]{0,12}|[A-Z][a-z]{1,11}|[a-zA-Z]{1,5}\d?|\d{0,12})$/.test(part));
}

/** How often letters turn to digits, or one case to the other: rare where a person wrote. */
function countTurns(value: string): number {
  let turns = 0;
  let before = '';
  for (const character of value) {
    const kind = character >= '0' && character <= '9' ? 'digit' : character >= 'a' && character <= 'z' ? 'low' : 'up';
    if (!/[A-Za-z0-9]/.test(character)) continue;
    // A capital at the start of a word is no turn: `clientSecret` was written by hand.
    if (before !== '' && kind !== before && !(before === 'up' && kind === 'low')) turns += 1;
    before = kind;
  }
  return turns;
}
