import type { AdminChange } from '../../../shared/model/activity-line';
import { openActivityLog } from './activity-log';

const QUIET = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Continues the log of a gateway that does not run by one change. Whoever calls keeps others from writing to it. */
export async function appendChange(directory: string, change: AdminChange): Promise<void> {
  const log = await openActivityLog({ directory, log: QUIET, now: Date.now, isBrief: true });
  log.recordAdminChange(change);
  await log.close();
}
