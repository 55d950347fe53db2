import type { Edit } from '../../../shared/model/verdict';

/** Edits by the way to them, so that a container is copied once however many edits it holds. */
interface Branch {
  /** The edit that ends here; of several to one place the last counts. */
  edit: Edit | undefined;
  readonly children: Map<string, Branch>;
}

/**
 * Replaces strings at JSON Pointers (RFC 6901) on a copy; what no edit touches is shared with the original.
 * Throws a RangeError for a pointer that does not lead to a string, since an edit that cannot be made must not
 * be taken for one that was.
 */
export function applyEdits(content: unknown, edits: readonly Edit[]): unknown {
  if (edits.length === 0) return content;
  const root = newBranch();
  for (const edit of edits) {
    let branch = root;
    for (const token of pointerTokens(edit.at)) {
      const child = branch.children.get(token) ?? newBranch();
      branch.children.set(token, child);
      branch = child;
    }
    branch.edit = edit;
  }
  return replaceIn(content, root, '');
}

const newBranch = (): Branch => ({ edit: undefined, children: new Map() });

function pointerTokens(pointer: string): readonly string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) throw new RangeError(`"${pointer}" is not a JSON Pointer`);
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function replaceIn(value: unknown, { edit, children }: Branch, at: string): unknown {
  if (edit !== undefined) {
    if (typeof value !== 'string') throw new RangeError(`There is no string at "${edit.at}"`);
    if (children.size > 0) throw new RangeError(`There is nothing below "${edit.at}"`);
    return edit.value;
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [...(value as readonly unknown[])];
    for (const [token, branch] of children) {
      // RFC 6901 §4: no sign, no leading zero, no empty token.
      const index = /^(?:0|[1-9]\d{0,15})$/.test(token) ? Number(token) : -1;
      if (index < 0 || index >= value.length) throw new RangeError(`There is nothing at "${at}/${token}"`);
      copy[index] = replaceIn(value[index], branch, `${at}/${token}`);
    }
    return copy;
  }
  if (typeof value !== 'object' || value === null) throw new RangeError(`There is nothing below "${at}"`);
  const copy: Record<string, unknown> = { ...value };
  for (const [token, branch] of children) {
    if (!Object.hasOwn(value, token)) throw new RangeError(`There is nothing at "${at}/${token}"`);
    // defineProperty, because plain assignment to "__proto__" would not make a member.
    Object.defineProperty(copy, token, {
      value: replaceIn((value as Record<string, unknown>)[token], branch, `${at}/${token}`),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}
