import { describe, expect, it } from 'vitest';
import { createFindings } from '../../../../../../../main/plugins/guardrail/lib/detect/findings';
import type { DetectedFinding } from '../../../../../../../shared/model/verdict';

const finding = (more: Partial<DetectedFinding>): DetectedFinding => {
  return {
    detector: 'pii',
    rule: 'email',
    severity: 'low',
    score: 0.5,
    message: 'm',
    at: '/a',
    start: 0,
    end: 10,
    ...more,
  };
};

describe.each(['add', 'addOfMany'] as const)('findings, with %s', (add) => {
  function together(...given: readonly Partial<DetectedFinding>[]): readonly DetectedFinding[] {
    const findings = createFindings();
    for (const one of given) findings[add](finding(one));
    return findings.all();
  }

  it.each<[string, Partial<DetectedFinding>, Partial<DetectedFinding>]>([
    ['the same twice', {}, {}],
    ['one that reaches over the other', { start: 0, end: 10 }, { start: 5, end: 20 }],
    ['one within the other', { start: 0, end: 1_000 }, { start: 500, end: 510 }],
    ['a long one within a longer one', { start: 0, end: 4_000 }, { start: 63, end: 3_000 }],
  ])('that are one: %s', (_, first, second) => {
    expect(together(first, second)).toHaveLength(1);
    expect(together(second, first)).toHaveLength(1);
  });

  it.each<[string, Partial<DetectedFinding>, Partial<DetectedFinding>]>([
    ['neighbours', { start: 0, end: 10 }, { start: 10, end: 20 }],
    ['of different rules', {}, { rule: 'phone' }],
    ['of different detectors', {}, { detector: 'secrets' }],
    ['in different places', {}, { at: '/b' }],
  ])('that are two: %s', (_, first, second) => {
    expect(together(first, second)).toHaveLength(2);
  });

  it('are two where they have no place in a text', () => {
    const findings = createFindings();
    const { start: _, end: __, ...whole } = finding({});
    findings[add](whole);
    findings[add](whole);
    expect(findings.all()).toHaveLength(2);
  });

  it.each([
    ['severity', { severity: 'high', score: 0.5 }, { severity: 'low', score: 0.9 }],
    ['score', { severity: 'low', score: 0.9 }, { severity: 'low', score: 0.5 }],
  ] as const)('keep the graver one: %s', (_, graver, milder) => {
    expect(together(graver, milder)).toEqual([finding(graver)]);
    expect(together(milder, graver)).toEqual([finding(graver)]);
  });

  it('are known by the place of the graver one from then on', () => {
    const kept = together({ start: 0, end: 10 }, { start: 5, end: 200, severity: 'high' }, { start: 150, end: 160 });
    expect(kept.map(({ start, end }) => [start, end])).toEqual([[5, 200]]);
  });

  it('are full when nobody reads any more of them, and say so', () => {
    const findings = createFindings();
    for (let index = 0; index < 4_999; index += 1) findings[add](finding({ start: index * 10, end: index * 10 + 5 }));
    expect([findings.isFull(), findings.all().length]).toEqual([false, 4_999]);
    for (let index = 5_000; index < 5_010; index += 1)
      findings[add](finding({ start: index * 10, end: index * 10 + 5 }));
    expect(findings.isFull()).toBe(true);
    expect(findings.all()).toHaveLength(5_001);
    expect(findings.all().at(-1)).toMatchObject({ detector: 'limits', rule: 'findings', severity: 'high' });
  });
});
