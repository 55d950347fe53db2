import { GatewayConfig, GuardrailEntry } from '../../shared/config/gateway-config';
import type { Policy } from '../../shared/config/policy';
import { createPolicies } from '../../main/gateway/guardrails/policies';
import { selectPanels, type Panel } from '../../main/gateway/guardrails/select-guardrails';
import type { Guardrail, Phase } from '../../main/gateway/ports/guardrail';

export const PLACE = { projectId: 'p', configId: 'c', server: 's' } as const;

/** A guardrail with a line of the configuration made for it. */
export const active = (name: string, guardrail: Guardrail, entry: object = {}) => ({
  entry: GuardrailEntry.parse({ name, use: name, ...entry }),
  guardrail,
});

/** The panel of these guardrails in a phase, under the shipped policy with this one on top. */
export function panelOf(guardrails: readonly ReturnType<typeof active>[], phase: Phase, policy: Policy = {}): Panel {
  return selectPanels(guardrails, createPolicies(GatewayConfig.parse({ version: 1, policy })))(phase, PLACE);
}
