import type { LostEntry } from '../../../shared/model/activity-line';

/** Counts what could not be recorded until it can be said in the log. */
export function createLossCount() {
  let since: number | undefined;
  let reason = '';
  const [now, ever] = [
    { records: 0, refused: 0 },
    { records: 0, refused: 0 },
  ];

  function add(what: 'records' | 'refused', at: number, why: string | undefined): void {
    since ??= at;
    reason = why ?? 'the disk is too slow';
    now[what] += 1;
    ever[what] += 1;
  }

  return {
    lost: (at: number, why: string | undefined): void => add('records', at, why),
    refused: (at: number, why: string | undefined): void => add('refused', at, why),
    /** What there is to say, once. */
    take(at: number): LostEntry | undefined {
      if (since === undefined) return undefined;
      const entry: LostEntry = { kind: 'lost', at, since, ...now, reason };
      since = undefined;
      Object.assign(now, { records: 0, refused: 0 });
      return entry;
    },
    totals: () => ({ lostRecords: ever.records, refusedRequests: ever.refused }),
  };
}
