const MAX_LENGTH = 80;

/**
 * A name that somebody else chose, fit to stand among our own words: without control, format, bidi and other invisible
 * characters, without the quotation mark that ends it there, cut at 80.
 */
export function plainName(name: string): string {
  const plain = plainText(name).replaceAll('"', '’').trim();
  const letters = [...plain];
  return letters.length > MAX_LENGTH ? `${letters.slice(0, MAX_LENGTH).join('')}…` : plain;
}

const LINE_ENDS = /[\r\n\t]+/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Text without what a terminal or a screen would obey instead of showing; line ends and tabs stay as blanks. */
export function plainText(text: string): string {
  return text.replace(LINE_ENDS, ' ').replace(INVISIBLE, '');
}

/** How many characters `plainText` leaves out: what nobody sees may still be meant for somebody. */
export function countInvisible(text: string): number {
  return text.replace(LINE_ENDS, ' ').match(INVISIBLE)?.length ?? 0;
}
