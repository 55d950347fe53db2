import { useEffect } from 'react';

let revealed = 0;

/** While a secret stands in view, the desktop keeps the window out of screenshots and shared screens where the system can. */
export function useRevealing(isRevealed: boolean): void {
  useEffect(() => {
    if (!isRevealed) return;
    const tell = (by: number): void => {
      revealed += by;
      window.bridge?.desktop.setRevealing(revealed > 0);
    };
    tell(1);
    return () => tell(-1);
  }, [isRevealed]);
}
