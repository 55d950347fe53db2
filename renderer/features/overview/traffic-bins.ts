import type { ActivityLine } from '../../../shared/model/activity-line';
import { type Decision, decisionOf, DECISIONS } from '../../model/decision';
import { requestsIn } from '../../model/requests';

export type Bin = { readonly at: number } & Readonly<Record<Decision, number>>;

export interface Range {
  readonly spanMs: number;
  readonly stepMs: number;
}

export const LAST_HOUR: Range = { spanMs: 3_600_000, stepMs: 60_000 };
export const LAST_DAY: Range = { spanMs: 86_400_000, stepMs: 900_000 };

/** How many requests of each kind fell into each step of the range that ends now. */
export function binTraffic(lines: readonly ActivityLine[], { spanMs, stepMs }: Range, now: number): readonly Bin[] {
  const count = spanMs / stepMs;
  const end = Math.ceil(now / stepMs) * stepMs;
  const start = end - spanMs;
  const none = Object.fromEntries(DECISIONS.map((decision) => [decision, 0])) as Record<Decision, number>;
  const bins = Array.from({ length: count }, (_, index) => ({ at: start + index * stepMs, ...none }));
  for (const line of requestsIn(lines)) {
    const bin = bins[Math.floor((line.at - start) / stepMs)];
    if (bin !== undefined) bin[decisionOf(line)] += 1;
  }
  return bins;
}

export const totalOf = (bin: Bin): number => DECISIONS.reduce((sum, decision) => sum + bin[decision], 0);

/** All bins in one. */
export function sumOf(bins: readonly Bin[]): Readonly<Record<Decision, number>> & { readonly total: number } {
  const sums = Object.fromEntries(
    DECISIONS.map((decision) => [decision, bins.reduce((sum, bin) => sum + bin[decision], 0)]),
  ) as Record<Decision, number>;
  return { ...sums, total: DECISIONS.reduce((sum, decision) => sum + sums[decision], 0) };
}
