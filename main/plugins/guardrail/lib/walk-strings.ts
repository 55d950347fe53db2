export interface FoundString {
  readonly text: string;
  /** JSON Pointer (RFC 6901) to the string, or to the member whose key it is. */
  readonly at: string;
  readonly isKey: boolean;
}

/** Every string of a JSON value at any depth, member names included: a payload hides wherever nobody looks. */
export function* walkStrings(content: unknown): Generator<FoundString> {
  // A stack of our own, so that deeply nested content cannot exhaust the call stack.
  const pending: { readonly value: unknown; readonly at: string }[] = [{ value: content, at: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value, at } = next;
    if (typeof value === 'string') {
      yield { text: value, at, isKey: false };
    } else if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1)
        pending.push({ value: value[index], at: `${at}/${index}` });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value).reverse()) {
        const childAt = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        yield { text: key, at: childAt, isKey: true };
        pending.push({ value: child, at: childAt });
      }
    }
  }
}
