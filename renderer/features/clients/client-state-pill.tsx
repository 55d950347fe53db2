import {
  CircleCheck,
  CircleDashed,
  CircleX,
  FilePen,
  Hand,
  KeyRound,
  type LucideIcon,
  Plug,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import { StatusPill } from '../../components/status-pill';
import type { ClientRow } from '../../stores/stores';
import { strings } from '../../strings/strings';
import type { Tone } from '../../theme/theme';

type State = ClientRow['state'];

const LOOKS: Readonly<Record<State, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  connected: { tone: 'ok', icon: CircleCheck },
  'not-connected': { tone: 'info', icon: Plug },
  'entry-removed': { tone: 'danger', icon: Unplug },
  stale: { tone: 'warn', icon: TriangleAlert },
  'key-revoked': { tone: 'danger', icon: KeyRound },
  customised: { tone: 'warn', icon: FilePen },
  unreadable: { tone: 'danger', icon: CircleX },
  'by-hand': { tone: 'neutral', icon: Hand },
  'not-installed': { tone: 'neutral', icon: CircleDashed },
};

/** How it stands with a client. */
export function ClientStatePill({ state, plain = false }: { readonly state: State; readonly plain?: boolean }) {
  const { tone, icon } = LOOKS[state];
  return (
    <StatusPill tone={tone} icon={icon} plain={plain}>
      {strings.clients.states[state]}
    </StatusPill>
  );
}
