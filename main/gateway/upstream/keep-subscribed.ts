import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject, type JsonObject, type RpcNotification } from '../../../shared/model/json-rpc';
import type { Logger } from '../ports/logger';
import type { Connection } from './connection';
import { ConnectionLost } from './connection-lost';

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;
const MAX_REFUSALS = 5;

export interface KeepSubscribedNeeds {
  readonly connection: Connection;
  readonly signal: AbortSignal;
  readonly log: Logger;
  readonly onNotification: (notification: RpcNotification) => void;
}

/** Keeps one `subscriptions/listen` open to a modern server that announces changes, until the signal ends it. */
export function keepSubscribed(needs: KeepSubscribedNeeds): void {
  const { era, capabilities } = needs.connection.description;
  const notifications = announcedChanges(capabilities);
  if (era !== 'modern' || Object.keys(notifications).length === 0) return;
  void listen(needs, { notifications });
}

async function listen(
  { connection, signal, log, onNotification }: KeepSubscribedNeeds,
  params: JsonObject,
): Promise<void> {
  let failures = 0;
  const relay = (notification: RpcNotification) => {
    failures = 0;
    if (notification.method === 'notifications/subscriptions/acknowledged') return;
    onNotification(notification);
  };
  while (!signal.aborted && failures < MAX_REFUSALS) {
    try {
      await connection.request('subscriptions/listen', params, { signal, onNotification: relay });
    } catch (failure) {
      if (signal.aborted || (failure instanceof ConnectionLost && !failure.sent)) return;
      log.debug('A subscription to a server’s changes ended', { cause: String(failure) });
    }
    const delayMs = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures);
    failures += 1;
    await sleep(delayMs, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

function announcedChanges(capabilities: JsonObject): JsonObject {
  const announces = (kind: string) => {
    const capability = capabilities[kind];
    return isJsonObject(capability) && capability['listChanged'] === true;
  };
  return {
    ...(announces('tools') ? { toolsListChanged: true } : {}),
    ...(announces('prompts') ? { promptsListChanged: true } : {}),
    ...(announces('resources') ? { resourcesListChanged: true } : {}),
  };
}
