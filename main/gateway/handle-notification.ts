import { isJsonObject, type RpcNotification } from '../../shared/model/json-rpc';
import { judgeContent } from './guardrails/judge-content';
import { restoreArguments } from './placeholders/restore';
import type { Runtime } from './runtime';
import { panelFor } from './stages/panel-for';
import { catalogOf } from './stages/route';
import type { RequestClient } from './stages/request-client';
import type { Visitor } from './stages/request-states';
import { shareOf } from './upstream/share';

/** Answered, or acted on, at the door: they concern the hop to the client alone. */
const OF_THE_HOP: ReadonlySet<string> = new Set(['notifications/initialized', 'notifications/cancelled']);

/**
 * Carries what a client says without waiting for an answer to the servers that it does not share, judged like a
 * request. On a connection of many clients nobody could tell who said it.
 */
export async function handleNotification(
  notification: RpcNotification,
  from: { readonly visitor: Visitor; readonly client: RequestClient },
  runtime: Runtime,
): Promise<void> {
  const { visitor } = from;
  const { method } = notification;
  if (OF_THE_HOP.has(method)) return;
  const { face, profile } = visitor;
  // What is not of the protocol means something to one server only, and on the aggregate nobody knows to which.
  if (face.kind === 'aggregate' && method !== 'notifications/roots/list_changed') return;
  const servers = face.kind === 'server' ? [face.server] : [...profile.servers];
  for (const server of servers) {
    const config = runtime.config.configs[profile.configId]?.servers[server];
    if (config === undefined || shareOf(config) !== 'session') continue;
    await pass(notification, server, from, runtime);
  }
}

async function pass(
  { method, params }: RpcNotification,
  server: string,
  from: { readonly visitor: Visitor; readonly client: RequestClient },
  runtime: Runtime,
): Promise<void> {
  const panel = panelFor('input', { visitor: from.visitor, server }, runtime);
  const book = runtime.placeholders.bookOf(from.client);
  const { signal } = new AbortController();
  const judgement = await judgeContent({ panel, method, content: params ?? {}, book, signal }, runtime);
  if (judgement.action === 'block' || judgement.action === 'ask') return;
  const content = restoreArguments(judgement.content, { book, server, policy: panel.policy });
  if (!isJsonObject(content)) return;
  const upstream = catalogOf(from, runtime).upstream(server);
  await upstream?.notify(method, params === undefined ? undefined : content);
}
