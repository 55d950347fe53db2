import { useEffect } from 'react';
import type { useGrace } from './use-grace';

interface Keys {
  /** By the key: single letters are lower case. */
  readonly actions: Readonly<Record<string, () => void>>;
  /** What Ctrl, Shift and Enter do together. */
  readonly onAllowAtOnce?: () => void;
  readonly grace: ReturnType<typeof useGrace>;
}

/** Hears keys wherever the focus is, unless somebody types, or a menu or dialog lies above. */
export function useKeys({ actions, onAllowAtOnce, grace }: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isElsewhere(event.target)) return;
      if (onAllowAtOnce !== undefined && (event.ctrlKey || event.metaKey) && event.shiftKey && event.key === 'Enter') {
        event.preventDefault();
        if (!grace.isTooSoon(event.timeStamp)) onAllowAtOnce();
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

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('[role=dialog], [role=menu]') !== null;
}
