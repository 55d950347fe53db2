export type TextMatch = (text: string) => boolean;

/** A name in which `*` stands for any text, also none. Linear: the parts between are looked for from left to right. */
export function compileGlob(pattern: string): TextMatch {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let position = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, position);
      if (found < 0) return false;
      position = found + part.length;
    }
    return text.length - last.length >= position && text.endsWith(last);
  };
}

/** Whether any of several such names fits. */
export function compileGlobs(patterns: readonly string[]): TextMatch {
  const exact = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const globs = patterns.filter((pattern) => pattern.includes('*')).map(compileGlob);
  return (text) => exact.has(text) || globs.some((matches) => matches(text));
}
