/** The string at a JSON Pointer (RFC 6901); throws a RangeError when there is none. */
export function textAt(content: unknown, pointer: string): string {
  const value = valueAt(content, pointer);
  if (typeof value !== 'string') throw new RangeError(`There is no string at "${pointer}"`);
  return value;
}

/** The value at a JSON Pointer, `undefined` when there is none. */
export function valueAt(content: unknown, pointer: string): unknown {
  const tokens = pointer === '' ? [] : pointer.slice(1).split('/');
  let value = content;
  for (const token of tokens) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined;
  }
  return value;
}
