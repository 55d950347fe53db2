import type { Edit } from '../../../shared/model/verdict';

/**
 * Replaces strings at JSON Pointers (RFC 6901) on a copy; what no edit touches is shared with the original.
 * Throws a RangeError for a pointer that does not lead to a string, since an edit that cannot be made must not
 * be taken for one that was.
 */
export function applyEdits(content: unknown, edits: readonly Edit[]): unknown {
  let edited = content;
  for (const edit of edits) edited = replaceAt(edited, pointerTokens(edit.at), edit);
  return edited;
}

function pointerTokens(pointer: string): readonly string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new RangeError(`"${pointer}" is not a JSON Pointer`);
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function replaceAt(value: unknown, tokens: readonly string[], edit: Edit): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) {
    if (typeof value !== 'string') throw new RangeError(`There is no string at "${edit.at}"`);
    return edit.value;
  }
  if (Array.isArray(value)) {
    // RFC 6901 §4: no sign, no leading zero, no empty token.
    const index = /^(?:0|[1-9]\d{0,15})$/.test(token) ? Number(token) : -1;
    if (index < 0 || index >= value.length) {
      throw new RangeError(`There is nothing at "${edit.at}"`);
    }
    return value.with(index, replaceAt(value[index], rest, edit));
  }
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, token)) {
    const copy: Record<string, unknown> = { ...value };
    // defineProperty, because plain assignment to "__proto__" would not make a member.
    Object.defineProperty(copy, token, {
      value: replaceAt((value as Record<string, unknown>)[token], rest, edit),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return copy;
  }
  throw new RangeError(`There is nothing at "${edit.at}"`);
}
