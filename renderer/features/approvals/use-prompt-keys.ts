import type { RefObject } from 'react';
import type { Hold } from '../../../shared/model/approval';
import type { useGrace } from './use-grace';
import { useKeys } from './use-keys';

interface PromptKeys {
  readonly hold: Hold;
  readonly queue: readonly Hold[];
  readonly onGo: (id: string) => void;
  readonly deny: RefObject<HTMLButtonElement | null>;
  readonly allow: RefObject<HTMLButtonElement | null>;
  readonly grace: ReturnType<typeof useGrace>;
  readonly onRaw: () => void;
}

/** The keys of a prompt. Denying takes one key; allowing always takes two, or three at once. */
export function usePromptKeys({ hold, queue, onGo, deny, allow, grace, onRaw }: PromptKeys): void {
  const step = (by: number): void => {
    const at = queue.findIndex(({ id }) => id === hold.id);
    const next = queue[at + by];
    if (next !== undefined) onGo(next.id);
  };
  const openMore = (scope: string): void => {
    document.querySelector<HTMLElement>('[data-decision="more"]')?.click();
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-scope="${scope}"]`)?.focus());
  };
  const actions = {
    Escape: () => deny.current?.click(),
    d: () => deny.current?.click(),
    a: () => allow.current?.focus(),
    s: () => openMore('session'),
    t: () => openMore('day'),
    r: onRaw,
    j: () => step(1),
    k: () => step(-1),
    ArrowRight: () => step(1),
    ArrowLeft: () => step(-1),
  };
  useKeys({ actions, onAllowAtOnce: () => allow.current?.click(), grace });
}
