import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, createFingerprints, definitionHash } from '../../../../../main/gateway/approvals/fingerprints';

/** The same value with the members of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

describe('canonical JSON', () => {
  it('is the same for any order of members, and says the same as what was given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('differs where values do', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const isSame = JSON.stringify(reversed(reversed(one))) === JSON.stringify(other);
        if (isSame) expect(canonicalJson(one)).toBe(canonicalJson(other));
        if (canonicalJson(one) === canonicalJson(other)) {
          expect(JSON.parse(JSON.stringify(one))).toEqual(JSON.parse(JSON.stringify(other)));
        }
      }),
    );
  });

  it.each([
    ['{"__proto__": {"a": 1}}', '{"__proto__":{"a":1}}'],
    ['{"b": 1, "a": [2, {"d": 3, "c": null}]}', '{"a":[2,{"c":null,"d":3}],"b":1}'],
    ['"\\ud800"', '"\\ud800"'],
  ])('of %s is %s', (text, expected) => {
    expect(canonicalJson(JSON.parse(text))).toBe(expected);
  });

  it('leaves out what JSON does', () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
    expect(canonicalJson(undefined)).toBe('null');
  });
});

describe('fingerprints', () => {
  it('are of one key', () => {
    const [one, other] = [createFingerprints(Buffer.alloc(32, 1)), createFingerprints(Buffer.alloc(32, 2))];
    expect(one.of({ a: 1, b: 2 })).toBe(one.of({ b: 2, a: 1 }));
    expect(one.of('x')).not.toBe(other.of('x'));
  });

  it('of a definition go by all of it', () => {
    expect(definitionHash(undefined)).toBe('');
    const definition = { name: 'a', description: 'b' };
    expect(definitionHash(definition)).toBe(definitionHash({ description: 'b', name: 'a' }));
    expect(definitionHash(definition)).toBe(definitionHash(definition));
    expect(definitionHash({ ...definition, annotations: {} })).not.toBe(definitionHash(definition));
  });
});
