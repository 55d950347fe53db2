/** A part of a text that a service replaced. */
export interface ReplacedPart {
  /** The word in its placeholder: `EMAIL_ADDRESS` of `<EMAIL_ADDRESS_0>`. */
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

const PLACEHOLDER = /<([A-Z][A-Z0-9_]*?)_\d+>/g;

/**
 * Finds what a service replaced by comparing its text with the original: what stands between two placeholders was not
 * changed, so it says where the values between them begin and end. `undefined` when the two do not fit together.
 */
export function alignRedacted(original: string, redacted: string): readonly ReplacedPart[] | undefined {
  const parts: ReplacedPart[] = [];
  let inRedacted = 0;
  let inOriginal = 0;
  let open: { label: string; start: number } | undefined;
  const takeLiteral = (literal: string, isLast: boolean): boolean => {
    if (open === undefined) {
      if (!original.startsWith(literal, inOriginal)) return false;
      inOriginal += literal.length;
      return !isLast || inOriginal === original.length;
    }
    const found = isLast ? original.length - literal.length : original.indexOf(literal, open.start + 1);
    // Two placeholders side by side do not say where the first value ends.
    if (literal === '' && !isLast) return true;
    if (found <= open.start || !original.startsWith(literal, found)) return false;
    parts.push({ ...open, end: found });
    open = undefined;
    inOriginal = found + literal.length;
    return true;
  };
  for (const match of redacted.matchAll(PLACEHOLDER)) {
    // A placeholder that the text itself had.
    if (open === undefined && original.startsWith(redacted.slice(inRedacted, match.index) + match[0], inOriginal))
      continue;
    if (!takeLiteral(redacted.slice(inRedacted, match.index), false)) return undefined;
    open ??= { label: match[1] ?? 'PII', start: inOriginal };
    inRedacted = match.index + match[0].length;
  }
  return takeLiteral(redacted.slice(inRedacted), true) ? parts : undefined;
}
