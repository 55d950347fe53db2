import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';

/** Which values of the arguments a rule is about; a star stands for every element or member. */
export interface ArgumentPath {
  /** As the configuration writes it. */
  readonly text: string;
  readonly tokens: readonly string[];
}

export interface FoundValue {
  /** JSON Pointer into the arguments. Where a star met a member it stays a star: names are chosen by clients. */
  readonly at: string;
  readonly value: unknown;
}

export interface FoundValues {
  readonly values: readonly FoundValue[];
  /** Where the arguments have another form than the path expects, so that nobody knows what would be judged. */
  readonly misfits: readonly string[];
}

/** More than this is not looked through; the call is refused. */
const MAX_VALUES = 10_000;

/** Reads a name, or a JSON Pointer (RFC 6901) when it begins with a slash. */
export function parseArgumentPath(text: string): ArgumentPath {
  if (!text.startsWith('/')) return { text, tokens: [text] };
  return { text, tokens: text.slice(1).split('/').map(unescapeToken) };
}

/** What stands there. `null` counts as left out, as many clients write what they leave out. */
export function valuesAt(args: JsonObject, { tokens }: ArgumentPath): FoundValues {
  const misfits: string[] = [];
  let current: readonly FoundValue[] = [{ at: '', value: args }];
  for (const token of tokens) {
    const next: FoundValue[] = [];
    for (const { at, value } of current) {
      const below = step(value, token);
      if (below === undefined) misfits.push(at);
      else for (const one of below) if (isGiven(one.value)) next.push({ at: `${at}/${one.name}`, value: one.value });
      if (next.length > MAX_VALUES) return { values: [], misfits: [at] };
    }
    current = next;
  }
  return { values: current, misfits };
}

interface Below {
  readonly name: string;
  readonly value: unknown;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** `undefined` when the value is not of a kind that has such parts. */
function step(value: unknown, token: string): readonly Below[] | undefined {
  if (Array.isArray(value)) {
    const items = value as readonly unknown[];
    if (token === '*') return items.map((item, index) => ({ name: String(index), value: item }));
    return /^\d{1,9}$/.test(token) ? [{ name: token, value: items[Number(token)] }] : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  if (token === '*') return Object.values(value).map((member) => ({ name: '*', value: member }));
  return Object.hasOwn(value, token) ? [{ name: escapeToken(token), value: value[token] }] : [];
}

const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');
const unescapeToken = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');
