import { describe, expect, it } from 'vitest';
import { GatewayConfig } from '../../../../../shared/config/gateway-config';
import { harder } from '../../../../../main/gateway/guardrails/merge-verdicts';
import { createPolicies } from '../../../../../main/gateway/guardrails/policies';
import { selectPanels } from '../../../../../main/gateway/guardrails/select-guardrails';
import type { Phase } from '../../../../../main/gateway/ports/guardrail';
import { active as seated, PLACE } from '../../../../support/panel-of';
import { ALLOW, type VerdictAction } from '../../../../../shared/model/verdict';

const active = (name: string, can: readonly Phase[], entry: object = {}) =>
  seated(name, { phases: new Set(can), inspect: () => ALLOW }, entry);
const policies = createPolicies(GatewayConfig.parse({ version: 1 }));
const candidates = [
  active('all', ['server', 'listing', 'input', 'output']),
  active('input-only', ['input']),
  active('told-output', ['input', 'output'], { phases: ['output'] }),
  active('told-more-than-it-can', ['input'], { phases: ['output', 'input'] }),
  active('one-server', ['input'], { servers: ['rec'] }),
];
const select = selectPanels(candidates, policies);
const panel = (phase: Phase, server: string) => select(phase, { ...PLACE, server });
const names = (phase: Phase, server: string) => panel(phase, server).guardrails.map(({ entry }) => entry.name);

describe('selectPanels', () => {
  it.each<[Phase, string, string[]]>([
    ['input', 'rec', ['all', 'input-only', 'told-more-than-it-can', 'one-server']],
    ['input', 'other', ['all', 'input-only', 'told-more-than-it-can']],
    ['output', 'rec', ['all', 'told-output']],
    ['server', 'constructor', ['all']],
  ])('%s of %s', (phase, server, expected) => expect(names(phase, server)).toEqual(expected));

  it('works each pair out once', () => expect(panel('input', 'rec')).toBe(panel('input', 'rec')));
});

describe('harder', () => {
  it('never softens', () => {
    const order: VerdictAction[] = ['allow', 'flag', 'redact', 'ask', 'block'];
    for (const [i, a] of order.entries()) {
      for (const [j, b] of order.entries()) expect(harder(a, b)).toBe(order[Math.max(i, j)]);
    }
  });
});
