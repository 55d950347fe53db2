import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasRunWithin, unbrokenRunsOf } from '../../../../../../../main/plugins/guardrail/lib/detect/unbroken-run';

const letters = fc.constantFrom(
  ...['a', 'Z', '0', '9', '+', '/', '_', '-', ' ', '.', '=', '@', '[', '`', '{', 'é', '\u{1f600}'],
);
const text = fc.array(letters, { maxLength: 60 }).map((parts) => parts.join(''));
const length = fc.integer({ min: 1, max: 12 });

/** What a pattern would find. */
const matches = (said: string, least: number) =>
  [...said.matchAll(new RegExp(`[A-Za-z0-9+/_-]{${least},}`, 'g'))].flatMap(({ index, 0: run }) => [
    index,
    index + run.length,
  ]);

describe('runs of what keys are made of', () => {
  it('are what a pattern would find', () => {
    fc.assert(
      fc.property(text, length, (said, least) => {
        expect(unbrokenRunsOf(said, least)).toEqual(matches(said, least));
      }),
    );
  });

  it('lie within a part when a pattern would find as much there', () => {
    const part = fc.tuple(fc.nat(60), fc.nat(60)).map(([start, more]) => ({ start, end: start + more }));
    fc.assert(
      fc.property(text, length, part, (said, least, { start, end }) => {
        const within = matches(said.slice(start, end), least).length > 0;
        const to = Math.min(end, said.length);
        expect(hasRunWithin(unbrokenRunsOf(said, least), least, { start, end: to })).toBe(within);
      }),
    );
  });
});
