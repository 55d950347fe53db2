import { describe, expect, it } from 'vitest';
import { GuardrailEntry } from '../../../../../shared/config/gateway-config';
import { harder } from '../../../../../main/gateway/guardrails/merge-verdicts';
import { selectGuardrails } from '../../../../../main/gateway/guardrails/select-guardrails';
import type { Guardrail, Phase } from '../../../../../main/gateway/ports/guardrail';
import { ALLOW, type VerdictAction } from '../../../../../shared/model/verdict';

const active = (name: string, can: readonly Phase[], entry: object = {}) => ({
  entry: GuardrailEntry.parse({ name, use: 'x', ...entry }),
  guardrail: { phases: new Set(can), inspect: () => ALLOW } satisfies Guardrail,
});
const select = selectGuardrails([
  active('all', ['server', 'listing', 'input', 'output']),
  active('input-only', ['input']),
  active('told-output', ['input', 'output'], { phases: ['output'] }),
  active('told-more-than-it-can', ['input'], { phases: ['output', 'input'] }),
  active('one-server', ['input'], { servers: ['rec'] }),
]);
const names = (phase: Phase, server: string) => select(phase, server).map(({ entry }) => entry.name);

describe('selectGuardrails', () => {
  it.each<[Phase, string, string[]]>([
    ['input', 'rec', ['all', 'input-only', 'told-more-than-it-can', 'one-server']],
    ['input', 'other', ['all', 'input-only', 'told-more-than-it-can']],
    ['output', 'rec', ['all', 'told-output']],
    ['server', 'constructor', ['all']],
  ])('%s of %s', (phase, server, expected) => expect(names(phase, server)).toEqual(expected));

  it('works each pair out once', () => expect(select('input', 'rec')).toBe(select('input', 'rec')));
});

describe('harder', () => {
  it('never softens', () => {
    const order: VerdictAction[] = ['allow', 'flag', 'redact', 'ask', 'block'];
    for (const [i, a] of order.entries()) {
      for (const [j, b] of order.entries()) expect(harder(a, b)).toBe(order[Math.max(i, j)]);
    }
  });
});
