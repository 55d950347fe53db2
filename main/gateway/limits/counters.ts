import type { CountedEvent, EventCount } from '../../../shared/model/status';

/** Counts what limits do, by server where one is meant, for the status and for whoever collects metrics. */
export interface Counters {
  count(event: CountedEvent, server?: string, times?: number): void;
  list(): readonly EventCount[];
}

/** Names come from the configuration, which may change without end; what comes later is counted together. */
const MAX_SERIES = 1_000;
const OTHERS = 'other servers';

export function createCounters(): Counters {
  const counts = new Map<string, { readonly event: CountedEvent; readonly server?: string; count: number }>();

  function seriesOf(event: CountedEvent, server: string | undefined) {
    const key = server === undefined ? event : `${event} ${server}`;
    const known = counts.get(key);
    if (known !== undefined) return known;
    if (server !== undefined && server !== OTHERS && counts.size >= MAX_SERIES) return seriesOf(event, OTHERS);
    const made = { event, ...(server === undefined ? {} : { server }), count: 0 };
    counts.set(key, made);
    return made;
  }

  return {
    count(event, server, times = 1) {
      seriesOf(event, server).count += times;
    },
    list: () => [...counts.values()].map((series) => ({ ...series })),
  };
}
