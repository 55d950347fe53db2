/** What a number, a boolean or an empty list counts: looking at it costs something too. */
const VALUE = 8;

/** How much there is to look at in a JSON value, about in characters. */
export function contentSize(content: unknown): number {
  let size = 0;
  // A stack of our own, so that deeply nested content cannot exhaust the call stack.
  const pending: unknown[] = [content];
  while (pending.length > 0) {
    const value = pending.pop();
    size += VALUE;
    if (typeof value === 'string') {
      size += value.length;
    } else if (Array.isArray(value)) {
      for (const item of value as readonly unknown[]) pending.push(item);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        size += key.length;
        pending.push(child);
      }
    }
  }
  return size;
}
