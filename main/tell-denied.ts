import type { DenialCount } from './gateway/approvals/denial-counts';
import type { Logger } from './gateway/ports/logger';

/** What a gateway without a window leaves behind when it ends: the calls that no person allowed. */
export function tellDenied(denied: readonly DenialCount[], log: Logger): void {
  for (const { server, name, outcome, calls } of denied) {
    log.warn(
      `Not called, since no person allowed it: ${server} · ${name}, ${calls} ${calls === 1 ? 'time' : 'times'}`,
      {
        outcome,
      },
    );
  }
}
