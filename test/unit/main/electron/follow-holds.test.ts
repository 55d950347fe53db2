import { expect, it } from 'vitest';
import type { ApprovalAdmin } from '../../../../main/admin/approval-admin';
import { followHolds } from '../../../../main/electron/follow-holds';
import type { ApprovalEvent, Hold } from '../../../../shared/model/approval';
import { holdOf } from '../../../support/gateway-views';

it('counts a call that came while the list was made, and not one that ended meanwhile', async () => {
  let tell: (event: ApprovalEvent) => void = () => undefined;
  let answer: (holds: readonly Hold[]) => void = () => undefined;
  const counts: number[] = [];
  const list = new Promise<readonly Hold[]>((resolve) => (answer = resolve));
  followHolds({
    approvals: {
      watch: async (onEvent: typeof tell) => void (tell = onEvent),
      list: () => list,
    } as Partial<ApprovalAdmin> as ApprovalAdmin,
    isUnhurried: () => false,
    signal: new AbortController().signal,
    onHeld: () => undefined,
    onCount: (count) => counts.push(count),
  });
  tell({ type: 'approval.held', hold: holdOf({ id: 'NEW' }) });
  tell({ type: 'approval.expired', id: 'OLD' });
  answer([holdOf({ id: 'OLD' }), holdOf({ id: 'KEPT' })]);
  await list;
  expect(counts).toEqual([1, 2]);
  tell({ type: 'approval.expired', id: 'KEPT' });
  tell({ type: 'approval.expired', id: 'NEW' });
  expect(counts).toEqual([1, 2, 1, 0]);
});
