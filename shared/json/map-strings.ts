/** Deeper content than this is passed over; nothing that is spoken is nested so deep. */
const MAX_DEPTH = 1_000;

/** A JSON value with strings replaced, at any depth, names of members left alone; the same object where nothing changed. */
export function mapStrings(value: unknown, change: (text: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mapStrings(item, change, depth + 1));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const entries = Object.entries(value).map(([name, member]) => [name, mapStrings(member, change, depth + 1)] as const);
  const hasChanged = entries.some(([name, member]) => member !== (value as Record<string, unknown>)[name]);
  // fromEntries makes a member of "__proto__" too, where assignment would not.
  return hasChanged ? Object.fromEntries(entries) : value;
}

/** Whether any string in a JSON value, names of members left out, passes a test. */
export function someString(value: unknown, test: (text: string) => boolean, depth = 0): boolean {
  if (typeof value === 'string') return test(value);
  if (typeof value !== 'object' || value === null || depth === MAX_DEPTH) return false;
  return Object.values(value).some((member) => someString(member, test, depth + 1));
}
