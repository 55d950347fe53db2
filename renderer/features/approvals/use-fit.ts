import { useEffect, useRef } from 'react';
import { useConsole } from '../../stores/console';

/** Tells the window that asks how high its page is, whenever that changes. */
export function useFit() {
  const { desktop } = useConsole();
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = page.current;
    if (element === null || desktop?.window !== 'approval') return;
    const observer = new ResizeObserver(() => desktop.fit(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [desktop]);
  return page;
}
