const MAX_LENGTH = 80;

/**
 * A name that somebody else chose, fit to stand among our own words: without control, format, bidi and other invisible
 * characters, cut at 80.
 */
export function plainName(name: string): string {
  const plain = plainText(name).trim();
  const letters = [...plain];
  return letters.length > MAX_LENGTH ? `${letters.slice(0, MAX_LENGTH).join('')}…` : plain;
}

/** Text without what a terminal or a screen would obey instead of showing; line ends and tabs stay as blanks. */
export function plainText(text: string): string {
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu, '');
}
