import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../../../../main/gateway/catalog/compile-schema';
import type { JsonObject } from '../../../../../shared/model/json-rpc';

const check = (schema: JsonObject, args: JsonObject) => compileSchema(schema).check(args);
const OLD = 'http://json-schema.org/draft-07/schema#';

function quickly<T>(work: () => T, ms = 1_500): T {
  const startedAt = performance.now();
  const result = work();
  expect(performance.now() - startedAt).toBeLessThan(ms);
  return result;
}

describe('compileSchema', () => {
  it.each<[string, JsonObject, JsonObject, string | undefined]>([
    ['a fitting value', { properties: { a: { type: 'number' } } }, { a: 0 }, undefined],
    ['a wrong type', { properties: { a: { type: 'number' } } }, { a: '0' }, '/a must be number'],
    ['a missing member', { required: ['a'] }, {}, " must have required property 'a'"],
    ['a member too many', { additionalProperties: false }, { b: 1 }, ' must not have "b"'],
    ['a value outside', { properties: { a: { enum: ['x', 'y'] } } }, { a: 'z' }, '/a must be one of "x", "y"'],
    ['a format', { properties: { a: { format: 'email' } } }, { a: 'nobody' }, '/a must match format "email"'],
    ['an escaped name', { properties: { 'a/b~c': { type: 'string' } } }, { 'a/b~c': 1 }, '/a~1b~0c must be string'],
  ])('judges %s', (_, schema, args, expected) => {
    const [problem] = check({ type: 'object', ...schema }, args);
    expect(problem && `${problem.at} ${problem.message}`).toBe(expected);
  });

  it('speaks 2020-12, and draft-07 when the schema says so', () => {
    const tuple = { prefixItems: [{ type: 'string' }] };
    expect(check({ properties: { a: tuple } }, { a: [1] })).toHaveLength(1);
    const oldTuple = { items: [{ type: 'string' }], additionalItems: false };
    expect(check({ $schema: OLD, properties: { a: oldTuple } }, { a: ['x', 2] })).toHaveLength(1);
    expect(check({ $schema: OLD, definitions: { s: { type: 'string' } }, $ref: '#/definitions/s' }, {})).toHaveLength(
      1,
    );
  });

  it('tells patterns apart', () => {
    const schema = { properties: { a: { pattern: '^a+$' }, b: { pattern: '^b+$' } } };
    expect(check(schema, { a: 'aa', b: 'bb' })).toEqual([]);
    expect(check(schema, { a: 'bb' })).toMatchObject([{ at: '/a' }]);
    expect(check(schema, { b: 'aa' })).toMatchObject([{ at: '/b' }]);
  });

  it('runs patterns of a server in linear time', () => {
    const evil = { properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
    expect(quickly(() => check(evil, { a: `${'a'.repeat(50_000)}!` }))).toHaveLength(1);
    const names = { patternProperties: { '^(x+x+)+y$': { type: 'number' } } };
    expect(quickly(() => check(names, { ['x'.repeat(10_000)]: 1 }))).toEqual([]);
  });

  it.each([
    ['a remote reference', { $ref: 'http://127.0.0.1:9/schema.json' }],
    ['a reference to nothing', { $ref: '#/$defs/missing' }],
    ['a broken keyword', { type: 'banana' }],
    ['a pattern that the linear-time engine does not know', { properties: { a: { pattern: '(?=x)' } } }],
    ['too many parts', { properties: { a: { enum: Array.from({ length: 6_000 }, (_, index) => index) } } }],
    ['too many bytes', { description: 'x'.repeat(300_000) }],
    ['too deep', Array.from({ length: 80 }).reduce<JsonObject>((inner) => ({ not: inner }), {})],
  ])('is incomplete for %s, says why, and still looks for required members', (_, more) => {
    const compiled = compileSchema({ ...more, required: ['must'] });
    expect(compiled.complete).toBe(false);
    expect(compiled.reason).not.toBe('');
    expect(compiled.check({})).toEqual([{ at: '', message: 'must have "must"' }]);
    expect(compiled.check({ must: 1 })).toEqual([]);
  });

  it('follows a recursive schema as deep as the data goes', () => {
    const tree = {
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' }, n: { type: 'number' } } } },
      $ref: '#/$defs/node',
    };
    expect(check(tree, { next: { next: { next: { n: 1 } } } })).toEqual([]);
    expect(check(tree, { next: { next: { next: { n: 'x' } } } })).toMatchObject([{ at: '/next/next/next/n' }]);
  });

  it('gives up on a schema that refers to itself without end, instead of failing', () => {
    expect(check({ allOf: [{ $ref: '#' }] }, {})).toMatchObject([{ message: expect.stringContaining('too costly') }]);
  });

  it('gives up on a schema whose branches multiply', () => {
    const $defs: Record<string, unknown> = { d40: { type: 'string' } };
    for (let i = 0; i < 40; i += 1) {
      $defs[`d${i}`] = { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] };
    }
    const compiled = compileSchema({ $defs, properties: { a: { $ref: '#/$defs/d0' } } });
    expect(quickly(() => compiled.check({ a: 1 }))).toMatchObject([{ message: expect.stringContaining('too costly') }]);
    // The next check begins to count anew.
    expect(compiled.check({})).toEqual([]);
  });

  it('has patience with big honest data', () => {
    const schema = { $defs: { n: { type: 'number' } }, properties: { a: { items: { $ref: '#/$defs/n' } } } };
    expect(check(schema, { a: Array.from({ length: 100_000 }, (_, index) => index) })).toEqual([]);
  });

  it('keeps values and comments of the schema as they are', () => {
    const reference = { $ref: 'x' };
    expect(check({ properties: { a: { enum: [reference] } } }, { a: reference })).toEqual([]);
    expect(check({ $comment: 'a note', properties: { $comment: { type: 'number' } } }, { $comment: 1 })).toEqual([]);
  });

  it('finds duplicates as JSON Schema understands them, in long lists too', () => {
    const schema = { properties: { a: { type: 'array', uniqueItems: true } } };
    expect(
      check(schema, {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      }),
    ).toHaveLength(1);
    expect(check(schema, { a: [1, '1', [1], { 1: 1 }, null] })).toEqual([]);
    const long = Array.from({ length: 50_000 }, (_, index) => ({ index }));
    expect(quickly(() => check(schema, { a: long }))).toEqual([]);
    expect(check({ properties: { a: { type: 'array', uniqueItems: false } } }, { a: [1, 1] })).toEqual([]);
  });

  it('never throws, whatever a server sends', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (schema, args) => {
          expect(Array.isArray(check(schema, args))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
