import { Ajv, type ErrorObject, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { RE2JS } from 're2js';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ArgumentProblem } from './argument-checker';

export type SchemaCheck = (args: JsonObject) => readonly ArgumentProblem[];

export interface CompiledSchema {
  readonly check: SchemaCheck;
  /** False when the schema is too big or broken; then only its `required` members are looked at. */
  readonly complete: boolean;
  readonly reason?: string;
}

const MAX_BYTES = 256 * 1024;
const MAX_DEPTH = 64;
const MAX_NODES = 5_000;
const MAX_PROBLEMS = 5;

/** Patterns from a server run on a linear-time engine: a backtracking one can be made to hang (ReDoS). */
const linearTimeRegExp = Object.assign(
  (pattern: string, flags: string) => {
    const compiled = RE2JS.compile(pattern, flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0);
    return { test: (text: string) => compiled.matcher(text).find() };
  },
  { code: 're2' },
);

const OPTIONS: Options = {
  strict: false,
  allErrors: false,
  logger: false,
  validateFormats: true,
  // Big schemas compile three times faster, and each call costs about the same.
  code: { regExp: linearTimeRegExp as never, optimize: 0 },
  unicodeRegExp: false,
};

/** Compiles an untrusted JSON Schema (2020-12, or draft-07 when it says so) within bounds; never throws. */
export function compileSchema(schema: JsonObject): CompiledSchema {
  const excess = exceeds(schema);
  if (excess !== undefined) return { check: requiredOnly(schema), complete: false, reason: excess };
  try {
    const validate = validatorFor(schema).compile(schema);
    return {
      complete: true,
      check: (args) => (validate(args) ? [] : (validate.errors ?? []).slice(0, MAX_PROBLEMS).map(toProblem)),
    };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return { check: requiredOnly(schema), complete: false, reason };
  }
}

/** An instance per schema: two tools may use one `$id` for different things. */
function validatorFor(schema: JsonObject): Ajv {
  const dialect = typeof schema['$schema'] === 'string' ? schema['$schema'] : '';
  const isOld = /draft-0[4-7]/.test(dialect);
  const ajv = isOld ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  addFormats.default(ajv);
  return ajv;
}

function exceeds(schema: JsonObject): string | undefined {
  let nodes = 0;
  const tooDeep = (value: unknown, depth: number): boolean => {
    nodes += 1;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) return true;
    if (typeof value !== 'object' || value === null) return false;
    return Object.values(value).some((child) => tooDeep(child, depth + 1));
  };
  if (tooDeep(schema, 0)) return `it is deeper than ${MAX_DEPTH} or has over ${MAX_NODES} parts`;
  const bytes = JSON.stringify(schema).length;
  return bytes > MAX_BYTES ? `it has ${bytes} bytes; the limit is ${MAX_BYTES}` : undefined;
}

function requiredOnly(schema: JsonObject): SchemaCheck {
  const required = Array.isArray(schema['required']) ? schema['required'].filter((one) => typeof one === 'string') : [];
  return (args) =>
    required
      .filter((name) => !Object.hasOwn(args, name))
      .slice(0, MAX_PROBLEMS)
      .map((name) => ({ at: '', message: `must have "${name}"` }));
}

function toProblem(error: ErrorObject): ArgumentProblem {
  const params = error.params as Readonly<Record<string, unknown>>;
  const message = error.message ?? 'does not fit the schema';
  if (error.keyword === 'additionalProperties') {
    return { at: error.instancePath, message: `must not have "${String(params['additionalProperty'])}"` };
  }
  if (error.keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    const allowed = params['allowedValues'].slice(0, 20).map((value) => JSON.stringify(value));
    return { at: error.instancePath, message: `must be one of ${allowed.join(', ')}` };
  }
  return { at: error.instancePath, message };
}
