/**
 * Whether a text has that many letters, digits, `+`, `/`, `_` and `-` in a row, as keys and encodings do. Walks backwards from
 * where the run would have to end: in prose it sees one character in ten.
 */
export function hasUnbrokenRun(text: string, length: number): boolean {
  for (let start = 0; start + length <= text.length;) {
    let index = start + length - 1;
    while (index >= start && isOfKeys(text.charCodeAt(index))) index -= 1;
    if (index < start) return true;
    start = index + 1;
  }
  return false;
}

/** `A-Za-z0-9+/_-` */
function isOfKeys(unit: number): boolean {
  if (unit >= 0x61) return unit <= 0x7a;
  if (unit >= 0x41) return unit <= 0x5a || unit === 0x5f;
  return (unit >= 0x2f && unit <= 0x39) || unit === 0x2b || unit === 0x2d;
}
