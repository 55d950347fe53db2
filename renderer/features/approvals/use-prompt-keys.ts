import { type RefObject, useEffect } from 'react';
import type { Hold } from '../../../shared/model/approval';
import type { useGrace } from './use-grace';

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
  useEffect(() => {
    const step = (by: number): void => {
      const at = queue.findIndex(({ id }) => id === hold.id);
      const next = queue[at + by];
      if (next !== undefined) onGo(next.id);
    };
    const openMore = (scope: string): void => {
      document.querySelector<HTMLElement>('[data-decision="more"]')?.click();
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-scope="${scope}"]`)?.focus());
    };
    const actions: Readonly<Record<string, () => void>> = {
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
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      if ((event.ctrlKey || event.metaKey) && event.shiftKey && event.key === 'Enter') {
        event.preventDefault();
        if (!grace.isTooSoon(event.timeStamp)) allow.current?.click();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (action === undefined) return;
      event.preventDefault();
      grace.guardKey(event);
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

/** Somebody types, or a menu or dialog lies above. */
export function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('[role=dialog], [role=menu]') !== null;
}
