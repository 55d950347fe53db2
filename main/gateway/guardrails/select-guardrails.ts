import type { GuardrailEntry } from '../../../shared/config/gateway-config';
import type { ServerName } from '../../../shared/model/server';
import type { Guardrail, Phase } from '../ports/guardrail';

/** A guardrail with its line of the policy. */
export interface ActiveGuardrail {
  readonly entry: GuardrailEntry;
  readonly guardrail: Guardrail;
}

export type GuardrailSelection = (phase: Phase, server: ServerName) => readonly ActiveGuardrail[];

/** Which guardrails look at a server in a phase, in the order of the policy. Worked out once per pair. */
export function selectGuardrails(active: readonly ActiveGuardrail[]): GuardrailSelection {
  const selected = new Map<string, readonly ActiveGuardrail[]>();
  return (phase, server) => {
    const key = `${phase} ${server}`;
    const known = selected.get(key);
    if (known !== undefined) return known;
    const chosen = active.filter(
      ({ entry, guardrail }) =>
        guardrail.phases.has(phase) &&
        (entry.phases === undefined || entry.phases.includes(phase)) &&
        (entry.servers === undefined || entry.servers.includes(server)),
    );
    selected.set(key, chosen);
    return chosen;
  };
}
