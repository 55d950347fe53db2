import { contentSize } from '../detect/content-size';
import { Place } from '../detect/find-texts';
import type { Readings } from '../detect/read-once';
import { SLICE_LENGTH, sliceText } from '../detect/slice-text';

const LISTS = ['tools', 'prompts', 'resources', 'resourceTemplates'] as const;

/** One thing that a server offers, and where it stands in the content; `undefined`: it is the content. */
export interface Definition {
  readonly value: unknown;
  readonly place: Place | undefined;
}

/** The definitions in a content: itself, or each of those that a listing holds. */
export function definitionsOf(content: unknown): readonly Definition[] {
  if (typeof content !== 'object' || content === null) return [{ value: content, place: undefined }];
  const lists = LISTS.filter((list) => Array.isArray((content as Readonly<Record<string, unknown>>)[list]));
  if (lists.length === 0) return [{ value: content, place: undefined }];
  return lists.flatMap((list) => {
    const place = new Place(undefined, list);
    const values = (content as Readonly<Record<string, unknown>>)[list] as readonly unknown[];
    return values.map((value, index) => ({ value, place: new Place(place, index) }));
  });
}

/** Part of a string of a definition; long ones come in several, which overlap. */
export interface DefinitionPart {
  readonly text: string;
  /** Where the string stands, or the member of which it is the name. */
  readonly place: Place | undefined;
  readonly isKey: boolean;
  /** The value of the member, where the string is its name. */
  readonly value: unknown;
  /** It stands within annotations or other words about the definition. */
  readonly isAnnotation: boolean;
  /** Where the part begins in its string. */
  readonly offset: number;
  readonly readings: Readings;
}

/** The parts of one definition after the other, with `undefined` wherever others may be let work. */
type DefinitionParts = readonly Iterable<DefinitionPart | undefined>[];

/** What is larger is walked again by each who asks rather than held in memory. */
const LARGE = 32_768;

/** Every string of each definition of a content in parts of bearable length; may be walked more than once. */
export function partsOfDefinitions(content: unknown): DefinitionParts {
  const isLarge = contentSize(content) >= LARGE;
  return definitionsOf(content).map((one) => (isLarge ? { [Symbol.iterator]: () => partsOf(one) } : [...partsOf(one)]));
}

const STRINGS_BETWEEN_PAUSES = 256;
const ANNOTATIONS: ReadonlySet<string> = new Set(['annotations', '_meta', 'metadata']);

interface Pending extends Definition {
  readonly isAnnotation: boolean;
}

/** Every string of a definition in parts of bearable length, member names with their values. */
export function* partsOf({ value, place }: Definition): Generator<DefinitionPart | undefined> {
  const pending: Pending[] = [{ value, place, isAnnotation: false }];
  let count = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { value: held, place: holder, isAnnotation } = next;
    if (typeof held === 'string') {
      const whole = { text: held, place: holder, isKey: false, value: held, isAnnotation, offset: 0, readings: [] };
      if (held.length <= SLICE_LENGTH) yield whole;
      else yield* slicesOf(whole);
      count += 1;
      if (count % STRINGS_BETWEEN_PAUSES === 0) yield undefined;
    } else if (typeof held === 'object' && held !== null) {
      const isList = Array.isArray(held);
      const names = Object.keys(held);
      for (let index = names.length - 1; index >= 0; index -= 1) {
        const text = names[index]!;
        const child = (held as Readonly<Record<string, unknown>>)[text];
        const below = new Place(holder, text);
        pending.push({ value: child, place: below, isAnnotation: isAnnotation || (!isList && ANNOTATIONS.has(text)) });
        if (isList) continue;
        const whole = { text, place: below, isKey: true, value: child, isAnnotation, offset: 0, readings: [] };
        if (text.length <= SLICE_LENGTH) yield whole;
        else yield* slicesOf(whole);
        count += 1;
        if (count % STRINGS_BETWEEN_PAUSES === 0) yield undefined;
      }
    }
  }
}

function* slicesOf(whole: DefinitionPart): Generator<DefinitionPart | undefined> {
  for (const { text, offset } of sliceText(whole.text)) {
    yield { ...whole, text, offset, readings: [] };
    yield undefined;
  }
}
