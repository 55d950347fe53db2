const SHORTEST = 8;
const FEWEST_CHARACTERS = 5;
const FEWEST_DIGITS = 12;
/** What is written in words is only looked for from this length on: shorter things stand in ordinary texts too. */
const FEWEST_LETTERS = 20;

const STAND_IN = /change.?me|example|placeholder|your[-_ ]|pass(?:word|phrase)|secret|dummy|1234567|abcdefg|qwerty/i;
const DATE = /^(?:19|20)\d\d[-/. ]/;
const WORDS = /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+|[a-z]+(?:[A-Z][a-z]+)+)$/;
const NUMBER = /^v?\d{1,4}[a-z]?$/i;
const UNSPEAKABLE = /[^aeiouy]{5}/i;

/** Whether a value could stand in a text without anybody giving away a secret: a word, a number, a name of a host or file. */
export function isTrivial(value: string): boolean {
  if (value.length < SHORTEST || new Set(value).size < FEWEST_CHARACTERS) return true;
  if (!/[^\d .:/_-]/.test(value)) return value.replace(/\D/g, '').length < FEWEST_DIGITS || DATE.test(value);
  const isAddress = /^(?:https?:\/\/[^/@?#]+|[A-Za-z]:[\\/]|~?\/|\.{1,2}\/)/.test(value) && !/[@?#]/.test(value);
  if (value.length >= FEWEST_LETTERS && !isAddress) return false;
  if (!isAddress && STAND_IN.test(value)) return true;
  return value.split(/[^A-Za-z0-9]+/).every((part) => part === '' || NUMBER.test(part) || isWritten(part));
}

/** `postgres`, `mainBranch`, `sha256`: what people write, and nobody’s dice. */
function isWritten(part: string): boolean {
  const letters = part.replace(/\d{1,4}$/, '');
  return WORDS.test(letters) && (letters.length < 6 || !UNSPEAKABLE.test(letters));
}
