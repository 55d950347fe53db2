import type { ApprovalAdmin } from './admin/approval-admin';
import { createRecordedWork, recordedApprovals } from './admin/recorded-changes';
import type { ActivityLog } from './gateway/activity/activity-log';
import { terminalUser } from './terminal-user';

/** The desk for whoever sits at the terminal of the gateway. */
export function recordedInTerminal(approvals: ApprovalAdmin, log: ActivityLog): ApprovalAdmin {
  const who = { kind: 'cli', id: terminalUser() } as const;
  return recordedApprovals(
    approvals,
    createRecordedWork(log.recordAdminChange, () => who),
  );
}
