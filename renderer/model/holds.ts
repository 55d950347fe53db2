import type { ApprovalEvent, Hold } from '../../shared/model/approval';

/** What may still be said about a call that it is too late for. */
const LATE_SCOPES = ['next-call', 'always-deny'] as const;

type HoldEvent = Exclude<ApprovalEvent, { readonly type: 'grant.changed' | 'pause.changed' }>;

/** The calls that wait, after something happened to one of them. Their order is that of arrival and never changes. */
export function withDecision(holds: readonly Hold[], event: HoldEvent): readonly Hold[] {
  switch (event.type) {
    case 'approval.held':
      return [...holds.filter(({ id }) => id !== event.hold.id), event.hold].sort((a, b) => a.seq - b.seq);
    case 'approval.shown':
      return holds.map((hold) => (hold.id === event.id ? { ...hold, shownAt: event.shownAt } : hold));
    case 'approval.expired':
      return holds.map((hold) => (hold.id === event.id ? { ...hold, state: 'expired', scopes: LATE_SCOPES } : hold));
    case 'approval.resolved':
      return holds.map((hold) =>
        hold.id === event.id ? { ...hold, state: 'resolved', outcome: event.outcome, scopes: [] } : hold,
      );
  }
}

export const isPending = ({ state }: Hold): boolean => state === 'pending';
