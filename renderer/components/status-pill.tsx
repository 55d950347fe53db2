import type { LucideIcon } from 'lucide-react';
import type { Tone } from '../theme/theme';
import classes from './status-pill.module.css';

interface StatusPillProps {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  readonly children: string;
  /** Without a ground, for tables. */
  readonly plain?: boolean;
}

/** A state: icon, word and colour together. */
export function StatusPill({ tone, icon: Icon, children, plain = false }: StatusPillProps) {
  return (
    <span className={classes[plain ? 'plain' : 'pill']} data-tone={tone}>
      <Icon size={14} strokeWidth={1.75} aria-hidden />
      {children}
    </span>
  );
}
