import { Ban, CircleCheck, CircleDashed, CircleX, Loader, type LucideIcon, RotateCw } from 'lucide-react';
import type { UpstreamState } from '../../shared/model/server';
import { strings } from '../strings/strings';
import type { Tone } from '../theme/theme';
import { StatusPill } from './status-pill';

const LOOKS: Readonly<Record<UpstreamState, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  ready: { tone: 'ok', icon: CircleCheck },
  starting: { tone: 'info', icon: Loader },
  restarting: { tone: 'warn', icon: RotateCw },
  failed: { tone: 'danger', icon: CircleX },
  stopped: { tone: 'neutral', icon: CircleDashed },
  disabled: { tone: 'neutral', icon: Ban },
};

/** How a server is. */
export function ServerStatePill({ state, plain = false }: { readonly state: UpstreamState; readonly plain?: boolean }) {
  const { tone, icon } = LOOKS[state];
  return (
    <StatusPill tone={tone} icon={icon} plain={plain}>
      {strings.states.server[state]}
    </StatusPill>
  );
}
