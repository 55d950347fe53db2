import type { RequestEntry } from '../../shared/model/activity-line';

/** What became of a request, in five words. Blocked is no failure: they never share a colour. */
export const DECISIONS = ['allowed', 'redacted', 'held', 'blocked', 'failed'] as const;
export type Decision = (typeof DECISIONS)[number];

type Decided = Pick<RequestEntry, 'outcome' | 'judgements' | 'approvals'>;

/** `held`: a person was asked, and it passed. What a person denied was blocked. */
export function decisionOf({ outcome, judgements, approvals }: Decided): Decision {
  switch (outcome) {
    case 'blocked':
    case 'denied':
    case 'refused':
      return 'blocked';
    case 'failed':
    case 'tool-error':
    case 'timed-out':
    case 'cancelled':
      return 'failed';
    case 'ok': {
      if (approvals !== undefined && approvals.length > 0) return 'held';
      const isRedacted = judgements.some(({ action, monitored }) => action === 'redact' && monitored !== true);
      return isRedacted ? 'redacted' : 'allowed';
    }
  }
}
