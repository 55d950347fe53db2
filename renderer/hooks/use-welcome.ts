import { useSyncExternalStore } from 'react';

export const WELCOME_STEPS = ['start', 'servers', 'protection', 'client', 'call'] as const;
export type WelcomeStep = (typeof WELCOME_STEPS)[number];

/** How far a person came with the first steps, in this browser. */
export interface Welcome {
  /** Where they go on; absent: they never began. */
  readonly step?: WelcomeStep;
  /** Done or skipped: nobody is brought there by itself any more. */
  readonly isOver: boolean;
}

const STORED_AS = 'welcome';
const listeners = new Set<() => void>();

export function keepWelcome({ step, isOver }: Welcome): void {
  window.localStorage.setItem(STORED_AS, isOver ? 'over' : (step ?? ''));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useWelcome(): Welcome {
  const kept = useSyncExternalStore(subscribe, () => window.localStorage.getItem(STORED_AS));
  const step = WELCOME_STEPS.find((each) => each === kept);
  return { isOver: kept === 'over', ...(step === undefined ? {} : { step }) };
}
