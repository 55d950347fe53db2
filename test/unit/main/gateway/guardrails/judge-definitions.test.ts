import { describe, expect, it, vi } from 'vitest';
import { GuardrailEntry } from '../../../../../shared/config/gateway-config';
import { Timeouts } from '../../../../../shared/config/timeouts';
import { ALLOW } from '../../../../../shared/model/verdict';
import { createDefinitionJudge } from '../../../../../main/gateway/guardrails/judge-definitions';
import { selectGuardrails } from '../../../../../main/gateway/guardrails/select-guardrails';
import type { Guardrail } from '../../../../../main/gateway/ports/guardrail';
import { createTimeoutManager } from '../../../../../main/gateway/timeouts/timeout-manager';
import { objecting } from '../../../../support/judging-plugin';
import { silentLog } from '../../../../support/scripted-upstream';

function open(inspect: Guardrail['inspect'], entry: object = {}) {
  const guardrail: Guardrail = { phases: new Set(['listing']), inspect };
  const guardrails = selectGuardrails([{ entry: GuardrailEntry.parse({ name: 'g', use: 'g', ...entry }), guardrail }]);
  const timeouts = createTimeoutManager(Timeouts.parse({}), silentLog);
  return createDefinitionJudge({ guardrails, timeouts, clock: () => 0 });
}
const question = { phase: 'listing', server: 's', method: 'tools/list', name: 'n' } as const;

describe('createDefinitionJudge', () => {
  it('costs nothing where nobody looks', () => {
    const judge = open(() => ALLOW);
    expect(judge.judge({ ...question, phase: 'server', definition: {} })).toBeUndefined();
  });

  it('judges an object once, and every other object by itself', async () => {
    const inspect = vi.fn(() => objecting('block'));
    const judge = open(inspect);
    const definition = { name: 'n' };
    const [first, second] = [judge.judge({ ...question, definition }), judge.judge({ ...question, definition })];
    expect(first).toBe(second);
    await judge.judge({ ...question, definition: { ...definition } });
    expect(inspect).toHaveBeenCalledTimes(2);
  });

  it.each(['open', 'closed'])('asks again after a failure that the policy takes as %s', async (onFailure) => {
    let isBroken = true;
    const judge = open(
      () => {
        if (isBroken) throw new Error('out of order');
        return ALLOW;
      },
      { onFailure },
    );
    const definition = {};
    const failed = await judge.judge({ ...question, definition });
    expect(failed?.action).toBe(onFailure === 'open' ? 'flag' : 'block');
    isBroken = false;
    expect((await judge.judge({ ...question, definition }))?.action).toBe('allow');
  });
});
