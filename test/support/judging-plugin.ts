import { z } from 'zod';
import type { Verdict } from '../../shared/model/verdict';
import type { Inspection, Phase } from '../../main/gateway/ports/guardrail';
import { definePlugin, type PluginDefinition } from '../../main/gateway/ports/plugin';

/** A guardrail whose opinion is a function, for policies that no shipped provider can express. */
export function judgingPlugin(
  name: string,
  phases: readonly Phase[],
  inspect: (inspection: Inspection, signal: AbortSignal) => Verdict | Promise<Verdict>,
): PluginDefinition {
  return definePlugin({
    kind: 'guardrail',
    name,
    title: name,
    options: z.strictObject({}),
    create: () => ({ phases: new Set(phases), inspect }),
  });
}

/** The verdict with one finding. */
export function objecting(action: 'flag' | 'ask' | 'block', message = 'an objection'): Verdict {
  return { action, findings: [{ rule: 'test', severity: 'high', message }] };
}
