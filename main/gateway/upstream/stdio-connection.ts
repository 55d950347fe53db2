import type { GatewayError } from '../../../shared/errors/gateway-error';
import type { ServerDescription, ServerName } from '../../../shared/model/server';
import type { Logger } from '../ports/logger';
import type { ChildJournal } from './child-journal';
import type { Connection, ConnectionListener } from './connection';
import { createModernSeal, sealLegacy, type ClientInfo } from './envelope';
import { findResponseId } from './find-response-id';
import { discover, initialize } from './handshake';
import type { OversizedLine } from './line-splitter';
import type { LineTail } from './line-tail';
import type { MessageBounds } from './message-bounds';
import { RpcChannel } from './rpc-channel';
import type { SpawnPlan } from './spawn-rules';
import { StdioProcess } from './stdio-process';

export interface StdioConnectionNeeds {
  readonly server: ServerName;
  readonly era: ServerDescription['era'];
  readonly plan: SpawnPlan;
  readonly bounds: MessageBounds;
  readonly client: ClientInfo;
  readonly journal: ChildJournal;
  readonly stderr: LineTail;
  readonly log: Logger;
  readonly listener: ConnectionListener;
}

/** Grace for a child whose handshake came to nothing. */
const DISCARD_MS = 1_000;

/** Starts the process, does the handshake of the era and answers a ready connection; leaves nothing behind if it fails. */
export async function openStdioConnection(needs: StdioConnectionNeeds, signal: AbortSignal): Promise<Connection> {
  const { server, client, era } = needs;
  const closing = { wanted: false };
  const { channel, child } = startChild(needs, closing);
  try {
    const handshake = { server, client, signal };
    const description = await (era === 'modern' ? discover(channel, handshake) : initialize(channel, handshake));
    if (era === 'legacy') await channel.notify('notifications/initialized', undefined);
    return {
      description,
      ...(child.pid === undefined ? {} : { pid: child.pid }),
      request: (method, params, options) => channel.request(method, params, options),
      notify: (method, params) => channel.notify(method, params),
      async close(deadlineMs) {
        closing.wanted = true;
        channel.lose('was stopped');
        await child.stop(deadlineMs);
      },
    };
  } catch (failure) {
    closing.wanted = true;
    await child.stop(DISCARD_MS);
    throw failure;
  }
}

function startChild(needs: StdioConnectionNeeds, closing: { readonly wanted: boolean }) {
  const { server, log, listener, bounds } = needs;
  const child: StdioProcess = new StdioProcess({
    plan: needs.plan,
    bounds,
    journal: needs.journal,
    stderr: needs.stderr,
    onMessage: (message) => channel.receive(message),
    onOversized: (line, failure) => failOversized(line, failure),
    onExit: (reason) => {
      if (!closing.wanted) {
        logGarbage();
        listener.onEnd({ reason, crashed: true });
      }
      channel.lose(reason);
    },
  });
  const channel = new RpcChannel({
    server,
    era: needs.era,
    log,
    seal: needs.era === 'modern' ? createModernSeal(needs.client) : sealLegacy,
    send: (message, signal) => child.send(message, signal),
    onNotification: listener.onNotification,
    onRequest: listener.onRequest,
    exclusive: listener.exclusive,
  });
  const failOversized = (line: OversizedLine, failure: GatewayError) => {
    if (channel.failOne(findResponseId(line), failure) || channel.failSole(failure)) return;
    log.warn('Dropped a message that belongs to no known call', { server, bytes: line.bytes, why: failure.message });
  };
  const logGarbage = () => {
    if (child.garbageLines === 0) return;
    log.debug('Lines on stdout were no MCP messages', { server, lines: child.garbageLines, last: child.lastGarbage });
  };
  return { channel, child };
}
