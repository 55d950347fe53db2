import type { RefObject } from 'react';
import type { useGrace } from './use-grace';
import { useKeys } from './use-keys';

interface GroupKeys {
  readonly list: RefObject<HTMLElement | null>;
  readonly deny: RefObject<HTMLButtonElement | null>;
  readonly allow: RefObject<HTMLButtonElement | null>;
  readonly grace: ReturnType<typeof useGrace>;
  readonly onBack: () => void;
}

/** Of what is in view, so that nothing is passed over. */
const PAGE = 0.85;
const LINE_PX = 40;

/** The keys of calls that are looked at together. Escape decides nothing; denying takes one key, allowing two. */
export function useGroupKeys({ list, deny, allow, grace, onBack }: GroupKeys): void {
  const scroll = (by: (height: number) => number): void =>
    list.current?.scrollBy({ top: by(list.current.clientHeight) });
  const page = (way: 1 | -1) => () => scroll((height) => way * height * PAGE);
  const line = (way: 1 | -1) => () => scroll(() => way * LINE_PX);
  const actions = {
    Escape: onBack,
    d: () => deny.current?.click(),
    a: () => allow.current?.focus(),
    j: page(1),
    k: page(-1),
    PageDown: page(1),
    PageUp: page(-1),
    ArrowDown: line(1),
    ArrowUp: line(-1),
  };
  useKeys({ actions, grace });
}
