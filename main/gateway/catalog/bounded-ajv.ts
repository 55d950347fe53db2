import { Ajv, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import type { JsonObject } from '../../../shared/model/json-rpc';

/** Patterns from a server run on a linear-time engine: a backtracking one can be made to hang (ReDoS). */
const linearTimeRegExp = Object.assign(
  (pattern: string, flags: string) => {
    const compiled = RE2JS.compile(pattern, flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0);
    return {
      test: (text: string) => compiled.matcher(text).find(),
      // Ajv tells patterns apart by this text.
      toString: () => `/${pattern}/${flags}`,
    };
  },
  { code: 're2' },
);

/** References followed in one check. Honest data needs about as many as it has parts. */
const MAX_STEPS = 200_000;

/** The schema asks for more work than any check is worth. */
export class TooManySteps extends Error {
  override readonly name = 'TooManySteps';
}

export interface BoundedAjv {
  readonly ajv: Ajv;
  /** To be called before every check. */
  reset(): void;
}

/**
 * A validator for one untrusted schema, prepared by `withSteps`. References are the only way in which a small schema
 * can ask for exponential or endless work, so each one followed is counted; see json-schema 2020-12 §9.4.1.
 */
export function createBoundedAjv(dialect: string): BoundedAjv {
  let steps = 0;
  const options: Options = {
    strict: false,
    allErrors: false,
    logger: false,
    validateFormats: true,
    // Big schemas compile three times faster, and each call costs about the same.
    code: { regExp: linearTimeRegExp as never, optimize: 0 },
    unicodeRegExp: false,
    $comment: () => {
      steps += 1;
      if (steps > MAX_STEPS) throw new TooManySteps(`more than ${MAX_STEPS} references to follow`);
    },
  };
  const ajv = /draft-0[4-7]/.test(dialect) ? new Ajv(options) : new Ajv2020(options);
  addFormats.default(ajv);
  // Ajv compares every item with every other: half a minute for what a client may send.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({ keyword: 'uniqueItems', type: 'array', validate: hasUniqueItems, error: { message: NOT_UNIQUE } });
  return {
    ajv,
    reset() {
      steps = 0;
    },
  };
}

const NOT_UNIQUE = 'must NOT have duplicate items';
const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'] as const;

/** A copy whose references are counted when they are followed, and whose own comments are not. */
export function withSteps(schema: JsonObject): JsonObject {
  return counted(schema) as JsonObject;
}

function counted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(counted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([name, member]) => name !== '$comment' || typeof member !== 'string')
    // The values of an `enum` are data, which must stay as it is.
    .map(([name, member]) => [name, name === 'enum' && Array.isArray(member) ? member : counted(member)] as const);
  const copy = Object.fromEntries(members);
  return REFERENCES.some((name) => typeof copy[name] === 'string') ? { ...copy, $comment: 'step' } : copy;
}

function hasUniqueItems(wanted: unknown, items: readonly unknown[]): boolean {
  if (wanted !== true) return true;
  return new Set(items.map((item) => canonical(item))).size === items.length;
}

/** Equal JSON values, whatever the order of their members, give equal texts (JSON Schema 2020-12 Core §4.2.2). */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
