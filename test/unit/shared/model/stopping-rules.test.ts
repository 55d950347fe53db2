import { expect, it } from 'vitest';
import type { JudgementRecord } from '../../../../shared/model/activity';
import { stoppingRules } from '../../../../shared/model/stopping-rules';

const judgement = (
  action: JudgementRecord['action'],
  rules: readonly string[],
  more: Partial<JudgementRecord> = {},
) => ({
  ...{ guardrail: 'local', provider: 'local', phase: 'input' as const, ms: 1 },
  ...{ action, rules },
  ...more,
});

it('names what stopped a call: each rule once, and a guardrail that could not look', () => {
  const judgements = [
    judgement('block', ['aws-key', 'ssn']),
    judgement('failed-closed', [], { guardrail: 'remote' }),
    judgement('block', ['ssn']),
  ];
  expect(stoppingRules({ judgements })).toEqual(['aws-key', 'ssn', 'remote']);
});

it('names nothing that let a call pass', () => {
  const judgements = [
    judgement('flag', ['a']),
    judgement('redact', ['b']),
    judgement('failed-open', []),
    judgement('block', ['c'], { monitored: true }),
    judgement('allow', []),
  ];
  expect(stoppingRules({ judgements })).toEqual([]);
});
