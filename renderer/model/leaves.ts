/** A value inside content, with its place. */
export interface Leaf {
  /** JSON Pointer (RFC 6901). */
  readonly pointer: string;
  /** The place as people read it: `items[2].name`. */
  readonly label: string;
  /** A string as it is; anything else as JSON. */
  readonly text: string;
  readonly isString: boolean;
}

const DEEPEST = 32;

/** Every string, number and the like inside a value, in order. Empty lists and objects are leaves too. */
export function leavesOf(value: unknown, pointer = '', label = '', depth = 0): readonly Leaf[] {
  if (typeof value === 'string') return [{ pointer, label, text: value, isString: true }];
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (members.length === 0 || depth > DEEPEST) {
    return [{ pointer, label, text: JSON.stringify(value) ?? 'null', isString: false }];
  }
  const isList = Array.isArray(value);
  return members.flatMap(([name, member]) => {
    const inner = isList ? `${label}[${name}]` : label === '' ? name : `${label}.${name}`;
    return leavesOf(member, `${pointer}/${escapeToken(name)}`, inner, depth + 1);
  });
}

const escapeToken = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
