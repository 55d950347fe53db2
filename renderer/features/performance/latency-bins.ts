import type { ActivityLine } from '../../../shared/model/activity-line';
import { requestsIn } from '../../model/requests';

/** Times of calls that ended in one step of a range, in milliseconds. */
export interface LatencyBin {
  /** Where the step begins, epoch milliseconds. */
  readonly at: number;
  readonly calls: number;
  /** `null`: no call succeeded then. */
  readonly median: number | null;
  readonly p95: number | null;
}

export interface LatencyRange {
  readonly spanMs: number;
  readonly stepMs: number;
}

/** Which calls: of all servers, of one, or of one tool. */
export interface LatencyPlace {
  readonly server?: string;
  readonly tool?: string;
}

/** A call of a tool that succeeded; waiting for a person is not its time. */
interface Timed {
  readonly at: number;
  readonly server: string;
  readonly tool: string;
  readonly ms: number;
}

export function timedCalls(lines: readonly ActivityLine[]): readonly Timed[] {
  return requestsIn(lines).flatMap(({ method, outcome, at, server, name, ms, approvals = [] }) => {
    if (method !== 'tools/call' || outcome !== 'ok' || server === undefined || name === undefined) return [];
    const waited = approvals.reduce((sum, { waitedMs }) => sum + waitedMs, 0);
    return [{ at, server, tool: name, ms: Math.max(0, ms - waited) }];
  });
}

/** The times in each step of the range that ends now. */
export function binLatency(
  calls: readonly Timed[],
  { server, tool }: LatencyPlace,
  { spanMs, stepMs, now }: LatencyRange & { readonly now: number },
): readonly LatencyBin[] {
  const start = Math.ceil(now / stepMs) * stepMs - spanMs;
  const times = Array.from({ length: spanMs / stepMs }, (): number[] => []);
  for (const call of calls) {
    if ((server !== undefined && call.server !== server) || (tool !== undefined && call.tool !== tool)) continue;
    times[Math.floor((call.at - start) / stepMs)]?.push(call.ms);
  }
  return times.map((each, index) => {
    const sorted = each.sort((a, b) => a - b);
    const share = (part: number): number | null =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? null;
    return { at: start + index * stepMs, calls: sorted.length, median: share(0.5), p95: share(0.95) };
  });
}
