/** What names, numbers and punctuation take, roughly. */
const EACH = 8;

/** Whether a value has more characters as JSON than this, about; looks no further than it must. */
export function exceedsSize(value: unknown, limit: number): boolean {
  let size = 0;
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    size += typeof next === 'string' ? next.length + 2 : EACH;
    if (size > limit) return true;
    if (typeof next !== 'object' || next === null) continue;
    for (const inner of Object.values(next)) pending.push(inner);
  }
  return false;
}
