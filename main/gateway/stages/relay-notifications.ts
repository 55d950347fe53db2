import { isJsonObject, type RpcNotification } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import { judgeContent } from '../guardrails/judge-content';
import type { Runtime } from '../runtime';
import { panelFor } from './panel-for';
import type { RequestClient } from './request-client';
import type { Visitor } from './request-states';

export interface NotificationRelay {
  readonly accept: (notification: RpcNotification) => void;
  /** Resolves when everything accepted so far has been passed on or withheld. */
  drained(): Promise<void>;
}

/** The server that speaks, and whom it speaks to. */
export interface NotificationSource {
  readonly server: ServerName;
  readonly visitor: Visitor;
  readonly client: Pick<RequestClient, 'connecting'>;
}

/** Notifications of one request that wait for their judgement. */
const MAX_WAITING = 1_000;

/**
 * Passes on what a server says while it works. Where guardrails look at its results they look at this too, one after
 * another, so that the order holds; what is blocked is left out.
 */
export function relayNotifications(
  { server, visitor, client }: NotificationSource,
  runtime: Runtime,
  notify: (notification: RpcNotification) => void,
): NotificationRelay {
  const panel = panelFor('output', { visitor, server }, runtime);
  if (panel.guardrails.length === 0) return { accept: notify, drained: () => Promise.resolve() };
  const { log } = runtime;
  const book = runtime.placeholders.bookOf(client);
  const { signal } = new AbortController();
  let queue = Promise.resolve();
  let waiting = 0;

  async function judge(notification: RpcNotification): Promise<void> {
    const { method, params } = notification;
    const question = { panel, method, content: params ?? {}, book, signal };
    const { action, content, refusal } = await judgeContent(question, runtime);
    if (refusal !== undefined || action === 'ask' || !isJsonObject(content)) return;
    notify(content === params || params === undefined ? notification : { ...notification, params: content });
  }

  return {
    accept(notification) {
      // A server that says more than can be judged is not listened to until the judges have caught up.
      if (waiting >= MAX_WAITING) return;
      waiting += 1;
      queue = queue
        .then(() => judge(notification))
        .catch((failure: unknown) => {
          log.warn('A notification was withheld because it could not be judged', { server, failure });
        })
        .finally(() => {
          waiting -= 1;
        });
    },
    drained: () => queue,
  };
}
