import { useSyncExternalStore } from 'react';
import type { ConsoleDesktop } from '../../shared/contract/bridge';

export const WELCOME_STEPS = ['start', 'servers', 'protection', 'client', 'call'] as const;
export type WelcomeStep = (typeof WELCOME_STEPS)[number];

/** How far a person came with the first steps, in this browser or on this desktop. */
export interface Welcome {
  /** Where they go on; absent: they never began. */
  readonly step?: WelcomeStep;
  /** Done or skipped: nobody is brought there by itself any more. */
  readonly isOver: boolean;
}

const STORED_AS = 'welcome';
const listeners = new Set<() => void>();

/** A page of the desktop keeps nothing itself beyond the run of the program. */
function desktop(): ConsoleDesktop | undefined {
  const at = window.bridge?.desktop;
  return at?.window === 'main' ? at : undefined;
}

const stored = (): string | null => window.localStorage.getItem(STORED_AS) ?? desktop()?.welcome ?? null;

export function keepWelcome({ step, isOver }: Welcome): void {
  const text = isOver ? 'over' : (step ?? '');
  window.localStorage.setItem(STORED_AS, text);
  desktop()?.keepWelcome(text);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useWelcome(): Welcome {
  const kept = useSyncExternalStore(subscribe, stored);
  const step = WELCOME_STEPS.find((each) => each === kept);
  return { isOver: kept === 'over', ...(step === undefined ? {} : { step }) };
}
