import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Hold } from '../../../shared/model/approval';
import { joined, type TextRange } from '../../model/excerpt';
import { useConsole } from '../../stores/console';

/** Marks, in the page, the calls of a list with their ids. */
export const CALL_MARK = 'data-call';

/** Borders and parts of pixels are not worth a look. */
const TOLERANCE_PX = 3;

/**
 * Which calls of a list a person has scrolled through: every line of them has been in view. The gateway is told of each
 * one, since it takes no decision about others.
 */
export function useLookedAt(list: RefObject<HTMLElement | null>, holds: readonly Hold[]): ReadonlySet<string> {
  const { client } = useConsole();
  const [lookedAt, setLookedAt] = useState<ReadonlySet<string>>(new Set());
  const seen = useRef(new Map<string, readonly TextRange[]>());
  const ids = holds.map(({ id }) => id).join(' ');
  useEffect(() => {
    const told = new Set<string>();
    let width = list.current?.clientWidth;
    const look = (): void => {
      if (document.visibilityState !== 'visible' || list.current === null) return;
      // Lines are broken anew: what was in view is somewhere else.
      if (list.current.clientWidth !== width) seen.current.clear();
      width = list.current.clientWidth;
      const whole = [...list.current.querySelectorAll(`[${CALL_MARK}]`)].flatMap((call) => {
        const id = call.getAttribute(CALL_MARK) ?? '';
        const ranges = joined([...(seen.current.get(id) ?? []), inView(call, list.current!)]);
        seen.current.set(id, ranges);
        return isWhole(ranges, call.getBoundingClientRect().height) ? [id] : [];
      });
      for (const id of whole) {
        if (told.has(id)) continue;
        told.add(id);
        // A call that is over by now need not be shown to anybody.
        void client.approvals.show({ id }).catch(() => undefined);
      }
      setLookedAt((known) =>
        whole.length === known.size && whole.every((id) => known.has(id)) ? known : new Set(whole),
      );
    };
    // Whatever scrolls: the list, or the page around it.
    window.addEventListener('scroll', look, true);
    window.addEventListener('resize', look);
    document.addEventListener('visibilitychange', look);
    const observer = new ResizeObserver(look);
    for (const call of list.current?.children ?? []) observer.observe(call);
    return () => {
      window.removeEventListener('scroll', look, true);
      window.removeEventListener('resize', look);
      document.removeEventListener('visibilitychange', look);
      observer.disconnect();
    };
  }, [client, ids, list]);
  return lookedAt;
}

/** The part of a call that neither its list nor the window cuts off, in pixels from where it begins. */
function inView(call: Element, list: Element): TextRange {
  const [{ top, bottom }, frame] = [call.getBoundingClientRect(), list.getBoundingClientRect()];
  const start = Math.max(top, frame.top, 0) - top;
  return { start, end: Math.max(start, Math.min(bottom, frame.bottom, window.innerHeight) - top) };
}

function isWhole(ranges: readonly TextRange[], height: number): boolean {
  return ranges.some(({ start, end }) => start <= TOLERANCE_PX && end >= height - TOLERANCE_PX);
}
