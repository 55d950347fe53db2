import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { SCREENS } from '../routes';
import { usePanic } from './use-panic';

/** Listens for the shortcuts that hold on every screen. */
export function useShortcuts({ onSheet }: { readonly onSheet: () => void }): void {
  const [, go] = useLocation();
  const { pauseAll } = usePanic();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return;
      if (event.ctrlKey || event.metaKey) {
        const screen = SCREENS.find(({ key }) => key === event.key);
        if (screen === undefined && event.key !== '.') return;
        event.preventDefault();
        if (screen === undefined) pauseAll();
        else go(screen.path);
        return;
      }
      if (isTyping(event.target)) return;
      if (event.key === '?') onSheet();
      if (event.key === '/') focusSearch(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, onSheet, pauseAll]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The field that a screen searches with. */
function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLElement>('main input[type="search"]');
  if (field === null) return;
  event.preventDefault();
  field.focus();
}
