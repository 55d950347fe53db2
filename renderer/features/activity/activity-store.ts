import { createStore, type StoreApi } from 'zustand/vanilla';
import { problemOf } from '../../api/problem-of';
import type { Problem } from '../../model/problem';
import type { AdminClient } from '../../../shared/contract/contract';
import type { ActivityLine } from '../../../shared/model/activity-line';
import type { ActivityFilter } from './activity-filter';

const PAGE = 1_000;
/** Lines that came while somebody looked further down; beyond that they are counted only. */
const MOST_FRESH = 2_000;

/** The part of the record that is known, newest first. */
export interface ActivityState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly problem?: Problem;
  readonly lines: readonly ActivityLine[];
  /** Came after the list was asked for, and wait to be shown. */
  readonly fresh: readonly ActivityLine[];
  /** There are older lines. */
  readonly next?: string;
  readonly isLoadingMore: boolean;
}

export interface ActivityStore extends StoreApi<ActivityState> {
  /** Begins anew. */
  load(): Promise<void>;
  /** Asks for older lines, unless it does already. */
  more(): Promise<void>;
  /** Takes up a line that was just recorded. */
  hear(line: ActivityLine, isShown: boolean): void;
  showFresh(): void;
}

const BEGINNING: ActivityState = { phase: 'loading', lines: [], fresh: [], isLoadingMore: false };

/** The lines that a filter lets pass, page by page. */
export function createActivityStore({ activity }: AdminClient, filter: ActivityFilter): ActivityStore {
  const store = createStore<ActivityState>(() => BEGINNING);
  const ask = (cursor?: string) =>
    activity.list({ ...filter, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });

  async function pages(cursor: string | undefined): Promise<{ lines: readonly ActivityLine[]; next?: string }> {
    const page = await ask(cursor);
    // A page may be empty although there is more.
    return page.lines.length === 0 && page.next !== undefined ? pages(page.next) : page;
  }

  const showFresh = (): void => store.setState(({ lines, fresh }) => ({ lines: [...fresh, ...lines], fresh: [] }));

  return {
    ...store,
    showFresh,
    async load() {
      try {
        const { lines, next } = await pages(undefined);
        const state: ActivityState = { ...BEGINNING, phase: 'ready', lines };
        store.setState(next === undefined ? state : { ...state, next }, true);
      } catch (failure) {
        store.setState({ phase: 'failed', problem: problemOf(failure) });
      }
    },
    async more() {
      const { next, isLoadingMore } = store.getState();
      if (next === undefined || isLoadingMore) return;
      store.setState({ isLoadingMore: true });
      try {
        const page = await pages(next);
        const { next: _, problem: __, ...known } = store.getState();
        const state = {
          ...known,
          phase: 'ready' as const,
          lines: [...known.lines, ...page.lines],
          isLoadingMore: false,
        };
        store.setState(page.next === undefined ? state : { ...state, next: page.next }, true);
      } catch (failure) {
        store.setState({ phase: 'failed', problem: problemOf(failure), isLoadingMore: false });
      }
    },
    hear(line, isShown) {
      store.setState(({ fresh, phase }) => (phase === 'ready' ? { fresh: [line, ...fresh].slice(0, MOST_FRESH) } : {}));
      if (isShown) showFresh();
    },
  };
}
