import type { GuardrailEntry } from '../../../shared/config/gateway-config';
import type { DetectorName } from '../../../shared/model/detectors';
import type { ServerName } from '../../../shared/model/server';
import type { Guardrail, Phase } from '../ports/guardrail';
import type { EffectivePolicy } from './effective-policy';
import type { Place, Policies } from './policies';

/** A guardrail with its line of the configuration. */
export interface ActiveGuardrail {
  readonly entry: GuardrailEntry;
  readonly guardrail: Guardrail;
}

/** A guardrail as the policy of one place wants it. */
export interface SeatedGuardrail extends ActiveGuardrail {
  /** What it is to look for; absent for one that gives verdicts of its own. */
  readonly wanted?: ReadonlySet<DetectorName>;
  /** Absent: the gateway’s limit for guardrails. */
  readonly timeoutMs?: number;
  readonly onFailure: 'closed' | 'open';
}

/** Who looks at a place in a phase, in the order of the configuration, and what is done about what they find. */
export interface Panel {
  readonly phase: Phase;
  readonly server: ServerName;
  readonly policy: EffectivePolicy;
  readonly guardrails: readonly SeatedGuardrail[];
}

export type PanelSelection = (phase: Phase, place: Place) => Panel;

/** Seated once per policy, phase and server; the same panel for places that nothing tells apart. */
export function selectPanels(active: readonly ActiveGuardrail[], policies: Policies): PanelSelection {
  const seated = new WeakMap<EffectivePolicy, Map<string, Panel>>();
  return (phase, place) => {
    const policy = policies(place);
    const panels = seated.get(policy) ?? new Map<string, Panel>();
    seated.set(policy, panels);
    const { server } = place;
    const key = `${phase} ${server}`;
    const known = panels.get(key);
    if (known !== undefined) return known;
    const guardrails = active.flatMap((one) => seat(one, { phase, server, policy }));
    const panel = { phase, server, policy, guardrails };
    panels.set(key, panel);
    return panel;
  };
}

function seat(
  active: ActiveGuardrail,
  { phase, server, policy }: Omit<Panel, 'guardrails'>,
): readonly SeatedGuardrail[] {
  const { entry, guardrail } = active;
  const looks =
    guardrail.phases.has(phase) &&
    (entry.phases === undefined || entry.phases.includes(phase)) &&
    (entry.servers === undefined || entry.servers.includes(server));
  if (!looks) return [];
  const ownTimeout = entry.timeout === undefined ? {} : { timeoutMs: entry.timeout * 1_000 };
  if (guardrail.detectors === undefined) return [{ ...active, ...ownTimeout, onFailure: entry.onFailure ?? 'closed' }];
  const wanted = new Set([...policy.wanted[phase]].filter((name) => guardrail.detectors?.has(name)));
  if (wanted.size === 0) return [];
  const settings = [...wanted].map((name) => policy.detectors.get(name));
  const deadlines = settings.flatMap((one) => (one?.timeoutMs === undefined ? [] : [one.timeoutMs]));
  const isOpen = settings.every((one) => one?.onFailure === 'open');
  return [
    {
      ...active,
      wanted,
      ...(deadlines.length === 0 ? {} : { timeoutMs: Math.max(...deadlines) }),
      ...ownTimeout,
      onFailure: entry.onFailure ?? (isOpen ? 'open' : 'closed'),
    },
  ];
}
