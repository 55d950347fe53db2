import type { Hold } from '../../shared/model/approval';
import type { ApprovalAdmin } from '../admin/approval-admin';

interface FollowNeeds {
  readonly approvals: ApprovalAdmin;
  /** The person wants no window to come up. */
  readonly isUnhurried: () => boolean;
  readonly signal: AbortSignal;
  /** One more call waits. */
  readonly onHeld: () => void;
  /** Another number of calls waits. */
  readonly onCount: (count: number) => void;
}

/** Follows which calls wait, and is somebody to ask from the first moment: the window that asks may not have its page yet. */
export function followHolds({ approvals, isUnhurried, signal, onHeld, onCount }: FollowNeeds): void {
  const pending = new Set<string>();
  /** Ended before the list came, which may have been made before that. */
  let over: Set<string> | undefined = new Set();
  const tell = (): void => onCount(pending.size);
  const add = ({ id, state }: Hold): void => {
    if (state === 'pending' && !over?.has(id)) pending.add(id);
  };
  void approvals.watch(
    (event) => {
      if (event.type === 'approval.held') {
        add(event.hold);
        tell();
        onHeld();
      } else if (event.type === 'approval.resolved' || event.type === 'approval.expired') {
        over?.add(event.id);
        if (pending.delete(event.id)) tell();
      }
    },
    { decides: true, isUnhurried, signal },
  );
  void approvals.list().then((holds) => {
    holds.forEach(add);
    over = undefined;
    if (pending.size > 0) {
      tell();
      onHeld();
    }
  });
}
