import { describe, expect, it } from 'vitest';
import { readOpinion } from '../../../../../main/gateway/guardrails/read-opinion';

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
