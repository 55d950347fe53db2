import fc from 'fast-check';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';

const DEPTH = 8;
const ODD_KEYS = [
  '',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '0',
  '-1',
  'jsonrpc',
  'id',
  'method',
  'params',
];
const MORE_KEYS = ['result', 'error', '_meta', 'type', 'name', 'uri', '$ref', 'a/b~c', '\u2028', '\ud800', 'é'];

const key = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...ODD_KEYS, ...MORE_KEYS) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);
const leaf = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('\u2028\u2029\n\r\0', '\udc00 lone', '\ufeff', 'data: x\n\nid: 1'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.maxSafeInteger(),
  fc.constantFrom(0, 2 ** 53, 1e308, 5e-324, true, false, null),
);

/** Own members whatever their names: an assignment to `__proto__` would make none. */
const members = (value: fc.Arbitrary<unknown>) =>
  fc.array(fc.tuple(key, value), { maxLength: 5 }).map((entries) => Object.fromEntries(entries) as JsonObject);

const { value } = fc.letrec<{ value: unknown; list: unknown[]; object: JsonObject }>((tie) => ({
  value: fc.oneof({ maxDepth: DEPTH, depthSize: 'medium', withCrossShrink: true }, leaf, tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: members(tie('value')),
}));

/** Any JSON value, with what tends to be lost on the way. */
export const anyJson: fc.Arbitrary<unknown> = value;

/** Any JSON object. */
export const anyJsonObject: fc.Arbitrary<JsonObject> = members(value);

/** Members that no revision knows, to be put beside those it knows. */
export const unknownMembers: fc.Arbitrary<JsonObject> = fc.tuple(value, value, value, value).map(
  ([a, b, c, d]) =>
    Object.fromEntries([
      ['x-odd', a],
      ['', b],
      ['__proto__', c],
      ['constructor', d],
    ]) as JsonObject,
);

/** The value as text that is the same for equal values, whatever the order of their members. */
export function canonical(json: unknown): string {
  return JSON.stringify(json, (_, item: unknown) => (isJsonObject(item) ? sorted(item) : item), 1);
}

function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
