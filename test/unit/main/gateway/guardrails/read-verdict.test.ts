import { describe, expect, it } from 'vitest';
import { readVerdict } from '../../../../../main/gateway/guardrails/read-verdict';

const finding = { rule: 'r', severity: 'low', message: 'm' };

describe('readVerdict', () => {
  it.each([
    [{ action: 'allow' }],
    [{ action: 'flag', findings: [finding] }],
    [{ action: 'ask', findings: [{ ...finding, at: '/x' }] }],
    [{ action: 'block', findings: [finding, finding] }],
    [{ action: 'redact', findings: [finding], edits: [{ at: '', value: '' }] }],
  ])('reads %j', (verdict) => expect(readVerdict(verdict)).toEqual(verdict));

  it('takes no more than it knows', () => {
    expect(readVerdict({ action: 'allow', edits: [{ at: '', value: 'x' }] })).toEqual({ action: 'allow' });
  });

  it.each([
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
  ])('refuses %j', (answer) => expect(() => readVerdict(answer)).toThrow());
});
