import type { ActivityLine } from '../../../shared/model/activity-line';
import { requestsIn } from '../../model/requests';

/** How long calls of one tool took, in milliseconds. */
export interface ToolTimes {
  readonly server: string;
  readonly name: string;
  readonly calls: number;
  readonly failed: number;
  /** Absent: no call succeeded. */
  readonly times?: { readonly median: number; readonly p95: number; readonly p99: number; readonly most: number };
}

interface Counted {
  readonly server: string;
  readonly name: string;
  readonly ms: number[];
  failed: number;
}

/** The times of each tool, the slowest first. Waiting for a person is not the tool’s time. */
export function toolTimes(lines: readonly ActivityLine[]): readonly ToolTimes[] {
  const counted = new Map<string, Counted>();
  for (const { method, server, name, outcome, ms, approvals = [] } of requestsIn(lines)) {
    if (method !== 'tools/call' || server === undefined || name === undefined) continue;
    const id = JSON.stringify([server, name]);
    const tool = counted.get(id) ?? { server, name, ms: [], failed: 0 };
    counted.set(id, tool);
    const waited = approvals.reduce((sum, { waitedMs }) => sum + waitedMs, 0);
    if (outcome === 'ok') tool.ms.push(Math.max(0, ms - waited));
    else if (outcome === 'failed' || outcome === 'timed-out' || outcome === 'tool-error') tool.failed += 1;
  }
  return [...counted.values()]
    .map(timesOf)
    .filter(({ calls }) => calls > 0)
    .sort((a, b) => (b.times?.p95 ?? 0) - (a.times?.p95 ?? 0));
}

function timesOf({ server, name, ms, failed }: Counted): ToolTimes {
  const sorted = ms.sort((a, b) => a - b);
  const facts = { server, name, calls: sorted.length + failed, failed };
  if (sorted.length === 0) return facts;
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
  return { ...facts, times: { median: at(0.5), p95: at(0.95), p99: at(0.99), most: sorted.at(-1)! } };
}
