import type { FoundString } from '../walk-strings';

const LISTS = ['tools', 'prompts', 'resources', 'resourceTemplates'] as const;

/** One thing that a server offers, and where it stands in the content. */
export interface Definition {
  readonly value: unknown;
  readonly at: string;
}

/** The definitions in a content: itself, or each of those that a listing holds. */
export function definitionsOf(content: unknown): readonly Definition[] {
  if (typeof content !== 'object' || content === null) return [{ value: content, at: '' }];
  const lists = LISTS.filter((list) => Array.isArray((content as Readonly<Record<string, unknown>>)[list]));
  if (lists.length === 0) return [{ value: content, at: '' }];
  return lists.flatMap((list) =>
    ((content as Readonly<Record<string, unknown>>)[list] as readonly unknown[]).map((value, index) => ({
      value,
      at: `/${list}/${index}`,
    })),
  );
}

interface DefinitionString extends FoundString {
  /** The value of the member, where the string is its name. */
  readonly value: unknown;
}

/** Every string of a definition, member names with their values, with pointers from the root of the content. */
export function* stringsOf({ value, at }: Definition): Generator<DefinitionString> {
  const pending: Definition[] = [{ value, at }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const found = next;
    if (typeof found.value === 'string') {
      yield { text: found.value, at: found.at, isKey: false, value: found.value };
    } else if (typeof found.value === 'object' && found.value !== null) {
      for (const [key, child] of Object.entries(found.value).reverse()) {
        const childAt = `${found.at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        if (!Array.isArray(found.value)) yield { text: key, at: childAt, isKey: true, value: child };
        pending.push({ value: child, at: childAt });
      }
    }
  }
}
