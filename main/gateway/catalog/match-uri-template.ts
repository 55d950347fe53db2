/**
 * Whether a URI could have been made from a URI template (RFC 6570). Expressions match any text, `/` only where
 * the operator allows it. Linear: the literal parts are looked for one after another, from left to right.
 */
export function matchesUriTemplate(template: string, uri: string): boolean {
  const literals = template.split(/\{[^{}]*\}/);
  const [first = '', ...rest] = literals;
  if (!uri.startsWith(first)) return false;
  if (rest.length === 0) return uri === template;
  let position = first.length;
  const last = rest.pop() ?? '';
  for (const literal of rest) {
    const found = uri.indexOf(literal, position);
    if (found < 0) return false;
    position = found + literal.length;
  }
  return uri.length - last.length >= position && uri.endsWith(last);
}
