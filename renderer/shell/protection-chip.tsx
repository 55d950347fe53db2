import { CircleDashed, CirclePause, type LucideIcon, ShieldAlert, ShieldCheck, Unplug } from 'lucide-react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { StatusPill } from '../components/status-pill';
import { knownOf } from '../model/load';
import { type Protection, protectionOf } from '../model/protection';
import { useConsole, useLoad } from '../stores/console';
import { strings } from '../strings/strings';
import type { Tone } from '../theme/theme';
import classes from './protection-chip.module.css';

const LOOKS: Readonly<Record<Protection, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  connecting: { tone: 'neutral', icon: CircleDashed },
  lost: { tone: 'danger', icon: Unplug },
  paused: { tone: 'held', icon: CirclePause },
  attention: { tone: 'warn', icon: ShieldAlert },
  idle: { tone: 'neutral', icon: CircleDashed },
  protected: { tone: 'ok', icon: ShieldCheck },
};

/** How well protected the person is, on every screen; leads to the reasons. */
export function ProtectionChip() {
  const { stores } = useConsole();
  const connection = useStore(stores.connection);
  const status = knownOf(useLoad(stores.status));
  const pauses = knownOf(useLoad(stores.pauses));
  const protection = protectionOf({ connection, status, pauses });
  const { tone, icon } = LOOKS[protection];
  return (
    <Link href="/" className={classes['chip'] ?? ''}>
      <span role="status">
        <StatusPill tone={tone} icon={icon}>
          {strings.shell.protection[protection]}
        </StatusPill>
      </span>
    </Link>
  );
}
