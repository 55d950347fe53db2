import { setTimeout as sleep } from 'node:timers/promises';
import type { AdminClient } from '../../../shared/contract/contract';
import type { Logger } from '../../gateway/ports/logger';
import type { Notice } from './notice';

interface DenyNeeds {
  readonly client: { readonly approvals: Pick<AdminClient['approvals'], 'show' | 'decideMany'> };
  readonly log: Logger;
  /** Shows the person what could not be denied. */
  readonly open: () => void;
}

/** The gateway takes no decision that comes within 300 ms of the showing. */
const SHOWN_MS = 400;
/** As many as the gateway takes in one request. */
const MOST_AT_ONCE = 100;

/**
 * Denies the calls that a notice spoke of, each once, where every decision is made and recorded. Only whoever pressed has
 * seen the notice for sure: that it was posted makes no call one that was shown.
 */
export async function denyFromNotice({ calls }: Notice, { client, log, open }: DenyNeeds): Promise<void> {
  try {
    // One that is over by then is named below.
    await Promise.all(calls.map(({ id }) => client.approvals.show({ id }).catch(() => undefined)));
    await sleep(SHOWN_MS);
    const left: { readonly id: string; readonly problem?: string | undefined }[] = [];
    for (let at = 0; at < calls.length; at += MOST_AT_ONCE) {
      const some = calls.slice(at, at + MOST_AT_ONCE).map(({ id, seq }) => ({ id, shownSeq: seq }));
      const decided = await client.approvals.decideMany({ verdict: 'deny', calls: some, at: 'notification' });
      left.push(...decided.filter(({ problem }) => problem !== undefined));
    }
    if (left.length === 0) return;
    log.warn('Not every call was denied from a notification', {
      left: left.map(({ id, problem }) => ({ id, problem })),
    });
  } catch (failure) {
    log.warn('Calls were not denied from a notification', { cause: String(failure) });
  }
  open();
}
