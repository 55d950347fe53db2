import type { RequestEntry } from '../../../shared/model/activity-line';
import { useMemo } from 'react';
import { knownOf } from '../../model/load';
import { requestsIn } from '../../model/requests';
import { useConsole, useLoad } from '../../stores/console';

export interface ServerNumbers {
  readonly calls: number;
  readonly p95Ms: number | undefined;
}

/** How much each server was called in the last day, and how long it took, without the time that people took. */
export function useServerNumbers(): ReadonlyMap<string, ServerNumbers> {
  const recent = knownOf(useLoad(useConsole().stores.recent));
  return useMemo(() => {
    const times = new Map<string, number[]>();
    for (const line of requestsIn(recent?.lines ?? [])) {
      if (line.server === undefined || line.method !== 'tools/call') continue;
      const own = times.get(line.server) ?? [];
      own.push(ownTime(line));
      times.set(line.server, own);
    }
    return new Map([...times].map(([server, ms]) => [server, { calls: ms.length, p95Ms: percentile(ms, 0.95) }]));
  }, [recent]);
}

const ownTime = ({ ms, approvals = [] }: RequestEntry): number =>
  Math.max(0, ms - approvals.reduce((sum, { waitedMs }) => sum + waitedMs, 0));

function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
