import { type KeyboardEvent as ReactKeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';

/** Buttons take no pointer for so long after something else came into view: nobody clicks what they did not see. */
const POINTER_MS = 500;
/** Nor Enter or the space bar, which somebody may be typing elsewhere. */
const KEY_MS = 350;

/** Guards the buttons of a prompt against clicks and keys that were meant for something else. */
export function useGrace(shown: string) {
  const [isInert, setInert] = useState(true);
  const shownAt = useRef(0);
  const lastKeyAt = useRef(0);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const begin = (): void => {
      shownAt.current = performance.now();
      setInert(true);
      clearTimeout(timer);
      timer = setTimeout(() => setInert(false), POINTER_MS);
    };
    begin();
    // What moves under the pointer is not what it was aimed at.
    window.addEventListener('resize', begin);
    // Nor is what was drawn while the window was hidden.
    document.addEventListener('visibilitychange', begin);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('resize', begin);
      document.removeEventListener('visibilitychange', begin);
    };
  }, [shown]);

  const isTooSoon = useCallback(
    (now: number): boolean => now - Math.max(shownAt.current, lastKeyAt.current) < KEY_MS,
    [],
  );

  /** To be heard before any button. */
  const guardKey = useCallback(
    (event: Pick<ReactKeyboardEvent, 'key' | 'timeStamp' | 'preventDefault' | 'stopPropagation'>) => {
      // When it was pressed: a busy page hears of it later.
      const now = event.timeStamp;
      if (event.key !== 'Enter' && event.key !== ' ') {
        lastKeyAt.current = now;
        return;
      }
      if (!isTooSoon(now)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [isTooSoon],
  );

  return { isInert, guardKey, isTooSoon };
}
