import type { Problem } from './problem';

/**
 * What is known of something that is asked for: four different states, so that a failure never looks like an empty,
 * healthy list. `last` is what was known before it failed.
 */
export type Load<T> =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly data: T; readonly at: number }
  | { readonly phase: 'failed'; readonly problem: Problem; readonly last?: { readonly data: T; readonly at: number } };

/** What is known, current or not. */
export const knownOf = <T>(load: Load<T>): T | undefined => lastOf(load)?.data;

/** When it was heard of last, epoch milliseconds; `undefined` where nothing is known yet. */
export const heardAt = (load: Load<unknown>): number | undefined => lastOf(load)?.at;

function lastOf<T>(load: Load<T>): { readonly data: T; readonly at: number } | undefined {
  switch (load.phase) {
    case 'loading':
      return undefined;
    case 'ready':
      return load;
    case 'failed':
      return load.last;
  }
}
