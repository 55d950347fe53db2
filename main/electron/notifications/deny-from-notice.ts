import type { AdminClient } from '../../../shared/contract/contract';
import type { Logger } from '../../gateway/ports/logger';
import type { Notice } from './notice';

interface DenyNeeds {
  readonly client: { readonly approvals: Pick<AdminClient['approvals'], 'decideMany'> };
  readonly log: Logger;
  /** Shows the person what could not be denied. */
  readonly open: () => void;
}

/** Denies the calls that a notice spoke of, each once, where every decision is made and recorded. */
export async function denyFromNotice({ calls }: Notice, { client, log, open }: DenyNeeds): Promise<void> {
  try {
    const decided = await client.approvals.decideMany({
      verdict: 'deny',
      calls: calls.map(({ id, seq }) => ({ id, shownSeq: seq })),
      at: 'notification',
    });
    const left = decided.filter(({ problem }) => problem !== undefined);
    if (left.length === 0) return;
    log.warn('Not every call was denied from a notification', {
      left: left.map(({ id, problem }) => ({ id, problem })),
    });
  } catch (failure) {
    log.warn('Calls were not denied from a notification', { cause: String(failure) });
  }
  open();
}
