import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OpinionSchema, readOpinion } from '../../../../../main/gateway/guardrails/read-opinion';

const finding = { rule: 'r', severity: 'low', message: 'm' };

describe('readOpinion', () => {
  it.each([
    [{ action: 'allow' }],
    [{ action: 'flag', findings: [finding] }],
    [{ action: 'ask', findings: [{ ...finding, at: '/x' }] }],
    [{ action: 'block', findings: [finding, finding] }],
    [{ action: 'redact', findings: [finding], edits: [{ at: '', value: '' }] }],
    [{ action: 'report', findings: [{ ...finding, detector: 'pii', score: 0.5, at: '/x', start: 0, end: 3 }] }],
  ])('reads %j', (verdict) => expect(readOpinion(verdict)).toEqual(verdict));

  it('takes no more than it knows', () => {
    expect(readOpinion({ action: 'allow', edits: [{ at: '', value: 'x' }] })).toEqual({ action: 'allow' });
  });

  it('reads a report as its schema does, also what it reads without it', () => {
    const whole = { ...finding, detector: 'pii', score: 0.5, at: '/x', start: 0, end: 3, isKey: true };
    const oddities = fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      'x',
      0,
      -1,
      0.5,
      1.5,
      NaN,
      2 ** 60,
      true,
      false,
      {},
      [],
    );
    const name = fc.constantFrom(...Object.keys(whole), 'more');
    const change = fc.tuple(name, oddities);
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3 }), fc.option(name), (changes, left) => {
        const one = Object.fromEntries(Object.entries({ ...whole, ...Object.fromEntries(changes) }));
        if (left !== null) delete one[left];
        const answer = { action: 'report', findings: [whole, one] };
        const { success, data } = OpinionSchema.safeParse(answer);
        if (success) expect(readOpinion(answer)).toEqual(data);
        else expect(() => readOpinion(answer)).toThrow();
      }),
    );
  });

  it('takes an empty report for consent', () => {
    expect(readOpinion({ action: 'report', findings: [] })).toEqual({ action: 'allow' });
  });

  it.each([
    [{ action: 'report' }],
    [{ action: 'report', findings: [finding] }],
    [{ action: 'report', findings: [{ ...finding, detector: 'unheard-of', score: 1 }] }],
    [{ action: 'report', findings: [{ ...finding, detector: 'pii', score: 2 }] }],
    [undefined],
    [null],
    ['allow'],
    [{}],
    [{ action: 'Allow' }],
    [{ action: ['allow'] }],
    [{ action: 'block' }],
    [{ action: 'block', findings: [] }],
    [{ action: 'flag', findings: [{ ...finding, severity: 'bad' }] }],
    [{ action: 'flag', findings: [{ ...finding, rule: '' }] }],
    [{ action: 'redact', findings: [finding] }],
    [{ action: 'redact', findings: [finding], edits: [{ at: 1, value: '' }] }],
  ])('refuses %j', (answer) => expect(() => readOpinion(answer)).toThrow());
});
