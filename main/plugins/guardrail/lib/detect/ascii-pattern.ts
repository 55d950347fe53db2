/** What the classes of letters and the like come to within ASCII. */
const CLASSES: Readonly<Record<string, string>> = { L: 'A-Za-z', Lu: 'A-Z', Ll: 'a-z', N: '0-9', M: '' };

/** Classes other than these; code points beyond the first plane, written in either way. */
const OTHER_CLASS = /\\P\{|\\p\{(?!(?:L|Lu|Ll|N|M)\})|\\u\{|[\ud800-\udfff]/;
/** U+017F and U+212A are an s and a k in another case, by themselves or in the midst of a range. */
const MAY_FOLD_INTO_ASCII =
  /[\u017f\u212a]|\\u(?:017f|212a)|(?:[^\x00-\x7f]|\\u[0-9a-f]{4})-|-(?:[^\x00-\x7f]|\\u[0-9a-f]{4})/i;

/**
 * A pattern that finds in plain text what the given one does. With the flags `i` and `u` together a pattern takes V8 twenty
 * times as long, and many times as much memory, as with `i` alone; most texts are plain and need no more. A pattern of which
 * it is not sure is given back as it is.
 */
export function asciiPatternOf(pattern: RegExp): RegExp {
  const { source, flags, unicode, ignoreCase } = pattern;
  if (!unicode || OTHER_CLASS.test(source) || (ignoreCase && MAY_FOLD_INTO_ASCII.test(source))) return pattern;
  return new RegExp(withoutClasses(source), flags.replace('u', ''));
}

function withoutClasses(source: string): string {
  let isInBrackets = false;
  return source.replaceAll(/\\p\{(\w+)\}|\\.|[[\]]/g, (part, name: string | undefined) => {
    if (part === '[') isInBrackets = true;
    if (part === ']') isInBrackets = false;
    if (name === undefined) return part;
    return isInBrackets ? CLASSES[name]! : `[${CLASSES[name]!}]`;
  });
}

/** ASCII, and marks such as dashes, quotes, arrows and lines: neither letters nor numbers, nor in another case anything else. */
const BEYOND_PLAIN =
  /[^\x00-\x7f\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2064\u20a0-\u20bf\u2190-\u23ff\u2500-\u2775\u2794-\u2bff\u3000-\u3004\u3008-\u3020]/;

/** Whether such a pattern finds in this text what the given one does. */
export const isPlain = (text: string): boolean => !BEYOND_PLAIN.test(text);

export const isAscii = (text: string): boolean => !/[^\x00-\x7f]/.test(text);
