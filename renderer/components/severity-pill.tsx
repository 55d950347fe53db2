import { CircleAlert, Info, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Severity } from '../../shared/model/verdict';
import { StatusPill } from './status-pill';
import { strings } from '../strings/strings';
import type { Tone } from '../theme/theme';

const LOOKS: Readonly<Record<Severity, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  low: { tone: 'neutral', icon: Info },
  medium: { tone: 'warn', icon: TriangleAlert },
  high: { tone: 'danger', icon: CircleAlert },
  critical: { tone: 'danger', icon: OctagonAlert },
};

/** How bad a reason is. */
export function SeverityPill({ severity }: { readonly severity: Severity }) {
  const { tone, icon } = LOOKS[severity];
  return (
    <StatusPill tone={tone} icon={icon}>
      {strings.states.severity[severity]}
    </StatusPill>
  );
}
