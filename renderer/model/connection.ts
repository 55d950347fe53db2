import type { Problem } from './problem';

/** How we stand with the gateway. */
export type Connection =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'live' }
  | { readonly phase: 'unauthorized'; readonly token: 'missing' | 'wrong' }
  | { readonly phase: 'lost'; readonly problem: Problem; readonly since: number };

export const CONNECTING: Connection = { phase: 'connecting' };
