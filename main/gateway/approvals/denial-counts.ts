import type { ApprovalOutcome } from '../../../shared/model/approval';

/** Calls that were not made because no person allowed them. */
export interface DenialCount {
  readonly server: string;
  readonly name: string;
  readonly outcome: ApprovalOutcome;
  readonly calls: number;
}

/** For the summary that a gateway without a window leaves behind. */
export interface DenialCounts {
  count(denied: Omit<DenialCount, 'calls'>): void;
  list(): readonly DenialCount[];
}

const MAX_KINDS = 1_000;

export function createDenialCounts(): DenialCounts {
  const counts = new Map<string, DenialCount>();
  return {
    count(denied) {
      const key = [denied.server, denied.name, denied.outcome].join(' ');
      const known = counts.get(key);
      if (known === undefined && counts.size >= MAX_KINDS) return;
      counts.set(key, { ...denied, calls: (known?.calls ?? 0) + 1 });
    },
    list: () => [...counts.values()],
  };
}
