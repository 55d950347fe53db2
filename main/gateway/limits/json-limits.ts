import type { Limits } from '../../../shared/config/limits';

/** How much structure one message may have: nesting, values in all, and members of one object. */
export interface JsonLimits {
  readonly depth: number;
  readonly values: number;
  readonly members: number;
}

export function jsonLimitsOf({ jsonDepth, jsonValues, jsonMembers }: Limits): JsonLimits {
  return { depth: jsonDepth, values: jsonValues, members: jsonMembers };
}

export interface JsonMeasure {
  /** What is too much, in words; absent: nothing is. */
  readonly excess?: string;
  /** Members of all objects, those of the same name too. */
  readonly members: number;
}

/**
 * Measures a JSON text in one pass, before it is parsed. Strings are jumped over, so that long ones cost next to nothing,
 * and it stops where the first limit is passed. Says nothing about whether the text is well-formed.
 */
export function measureJsonText(
  text: string,
  { depth: maxDepth, values: maxValues, members: maxMembers }: JsonLimits,
): JsonMeasure {
  const membersAt: number[] = [];
  let depth = 0;
  let values = 1;
  let members = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COLON: {
        members += 1;
        const here = (membersAt[depth] ?? 0) + 1;
        if (here > maxMembers) return { excess: membersExcess(maxMembers), members };
        membersAt[depth] = here;
        break;
      }
      case COMMA:
        values += 1;
        if (values > maxValues) return { excess: valuesExcess(maxValues), members };
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth += 1;
        values += 1;
        if (depth > maxDepth) return { excess: depthExcess(maxDepth), members };
        if (values > maxValues) return { excess: valuesExcess(maxValues), members };
        membersAt[depth] = 0;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (depth > 0) depth -= 1;
        break;
    }
  }
  return { members };
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Where the closing quote stands, or the end of the text. */
function endOfString(text: string, open: number): number {
  for (let end = text.indexOf('"', open + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

/** Measures what somebody else has parsed already. Without recursion, which deep content could exhaust. */
export function measureJsonValue(
  value: unknown,
  { depth: maxDepth, values: maxValues, members: maxMembers }: JsonLimits,
): JsonMeasure {
  if (!isHolder(value)) return { members: 0 };
  const pending: unknown[][] = [[value]];
  let values = 1;
  let members = 0;
  for (let level = pending.at(-1); level !== undefined; level = pending.at(-1)) {
    const next = level.pop();
    if (next === undefined) {
      pending.pop();
      continue;
    }
    if (pending.length > maxDepth) return { excess: depthExcess(maxDepth), members };
    const inner = Object.values(next as object) as unknown[];
    values += inner.length;
    if (!Array.isArray(next)) {
      members += inner.length;
      if (inner.length > maxMembers) return { excess: membersExcess(maxMembers), members };
    }
    if (values > maxValues) return { excess: valuesExcess(maxValues), members };
    const holders = inner.filter(isHolder);
    if (holders.length > 0) pending.push(holders);
  }
  return { members };
}

const isHolder = (value: unknown): boolean => typeof value === 'object' && value !== null;

const depthExcess = (limit: number): string => `is nested deeper than ${limit} levels`;
const valuesExcess = (limit: number): string => `holds more than ${limit} values`;
const membersExcess = (limit: number): string => `has an object of more than ${limit} members`;
