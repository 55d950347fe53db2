import type { ErrorObject, ValidateFunction } from 'ajv';
import type { JsonObject } from '../../../shared/model/json-rpc';
import type { ArgumentProblem } from './argument-checker';
import { createBoundedAjv, TooManySteps, withSteps } from './bounded-ajv';

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

/** Compiles an untrusted JSON Schema (2020-12, or draft-07 when it says so) within bounds; never throws. */
export function compileSchema(schema: JsonObject): CompiledSchema {
  const excess = exceeds(schema);
  if (excess !== undefined) return { check: requiredOnly(schema), complete: false, reason: excess };
  try {
    const { ajv, reset } = createBoundedAjv(typeof schema['$schema'] === 'string' ? schema['$schema'] : '');
    const validate = ajv.compile(withSteps(schema));
    return { complete: true, check: boundedCheck(validate, reset) };
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    return { check: requiredOnly(schema), complete: false, reason };
  }
}

function boundedCheck(validate: ValidateFunction, reset: () => void): SchemaCheck {
  return (args) => {
    reset();
    try {
      return validate(args) ? [] : (validate.errors ?? []).slice(0, MAX_PROBLEMS).map(toProblem);
    } catch (failure) {
      // A schema that refers to itself without end exhausts the stack, an explosive one the steps.
      if (failure instanceof TooManySteps || failure instanceof RangeError) return [UNDECIDABLE];
      throw failure;
    }
  };
}

const UNDECIDABLE: ArgumentProblem = { at: '', message: 'cannot be checked: the tool’s schema is too costly for them' };

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
