import { sliceText } from '../detect/slice-text';
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

/** Part of a string of a definition; long ones come in several, which overlap. */
export interface DefinitionPart extends DefinitionString {
  /** Where the part begins in its string. */
  readonly offset: number;
}

const STRINGS_BETWEEN_PAUSES = 256;

/** Every string of a definition in parts of bearable length, with an `undefined` wherever others may be let work. */
export function* partsOf(definition: Definition): Generator<DefinitionPart | undefined> {
  let count = 0;
  for (const found of stringsOf(definition)) {
    const slices = sliceText(found.text);
    for (const { text, offset } of slices) {
      yield { ...found, text, offset };
      if (slices.length > 1) yield undefined;
    }
    count += 1;
    if (count % STRINGS_BETWEEN_PAUSES === 0) yield undefined;
  }
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
