import { useEffect, useRef } from 'react';
import { useConsole } from '../../stores/console';

/** Tells the window that asks how high its page is, whenever that changes. */
export function useFit() {
  const { desktop } = useConsole();
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = page.current;
    if (element === null || desktop?.window !== 'approval') return;
    // Rounded up: a window too low by a part of a pixel gets a scrollbar, which makes the page narrower and higher.
    const tell = (): void => desktop.fit(Math.ceil(element.getBoundingClientRect().height));
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    return () => observer.disconnect();
  }, [desktop]);
  return page;
}
