import { Check, Hourglass, type LucideIcon, PencilOff, ShieldX, TriangleAlert } from 'lucide-react';
import type { Decision } from '../model/decision';
import { strings } from '../strings/strings';
import type { Tone } from '../theme/theme';
import { StatusPill } from './status-pill';

const LOOKS: Readonly<Record<Decision, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  allowed: { tone: 'neutral', icon: Check },
  redacted: { tone: 'info', icon: PencilOff },
  held: { tone: 'held', icon: Hourglass },
  blocked: { tone: 'danger', icon: ShieldX },
  failed: { tone: 'warn', icon: TriangleAlert },
};

/** What became of a request. */
export function DecisionPill({ decision, plain = false }: { readonly decision: Decision; readonly plain?: boolean }) {
  const { tone, icon } = LOOKS[decision];
  return (
    <StatusPill tone={tone} icon={icon} plain={plain}>
      {strings.states.decision[decision]}
    </StatusPill>
  );
}
