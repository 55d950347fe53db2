import { describe, expect, it, vi } from 'vitest';
import { Timeouts } from '../../../../../shared/config/timeouts';
import { ALLOW } from '../../../../../shared/model/verdict';
import { createDefinitionJudge } from '../../../../../main/gateway/guardrails/judge-definitions';
import type { Guardrail } from '../../../../../main/gateway/ports/guardrail';
import { createTimeoutManager } from '../../../../../main/gateway/timeouts/timeout-manager';
import { objecting } from '../../../../support/judging-plugin';
import { active, panelOf } from '../../../../support/panel-of';
import { silentLog } from '../../../../support/scripted-upstream';

function open(inspect: Guardrail['inspect'], entry: object = {}) {
  const guardrails = [active('g', { phases: new Set(['listing']), inspect }, entry)];
  const timeouts = createTimeoutManager(Timeouts.parse({}), silentLog);
  const judge = createDefinitionJudge({ timeouts, clock: () => 0 });
  const question = { panel: panelOf(guardrails, 'listing'), method: 'tools/list', name: 'n' };
  return { judge, question, elsewhere: panelOf(guardrails, 'server') };
}

describe('createDefinitionJudge', () => {
  it('costs nothing where nobody looks', () => {
    const { judge, question, elsewhere } = open(() => ALLOW);
    expect(judge.judge({ ...question, panel: elsewhere, definition: {} })).toBeUndefined();
  });

  it('judges an object once, and every other object by itself', async () => {
    const inspect = vi.fn(() => objecting('block'));
    const { judge, question } = open(inspect);
    const definition = { name: 'n' };
    const [first, second] = [judge.judge({ ...question, definition }), judge.judge({ ...question, definition })];
    expect(first).toBe(second);
    await judge.judge({ ...question, definition: { ...definition } });
    expect(inspect).toHaveBeenCalledTimes(2);
  });

  it.each(['open', 'closed'])('asks again after a failure that the policy takes as %s', async (onFailure) => {
    let isBroken = true;
    const { judge, question } = open(
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
