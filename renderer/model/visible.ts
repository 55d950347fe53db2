const LINE_ENDS = new Set(['\n', '\t', '\r']);
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** A piece that can be read, or the name of a character that cannot, such as `U+202E`. */
export type Visible = string | { readonly name: string };

/** Makes characters visible that hide, or that reorder what is read. Line ends and tabs stay as they are. */
export function visible(text: string): readonly Visible[] {
  const pieces: Visible[] = [];
  let at = 0;
  for (const { 0: character, index } of text.matchAll(INVISIBLE)) {
    if (LINE_ENDS.has(character)) continue;
    if (index > at) pieces.push(text.slice(at, index));
    const code = character.codePointAt(0) ?? 0;
    pieces.push({ name: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` });
    at = index + character.length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}
