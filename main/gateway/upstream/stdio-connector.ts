import type { BundledServer, StdioServer } from '../../../shared/config/upstream-server';
import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import type { Era, ServerName } from '../../../shared/model/server';
import type { Logger } from '../ports/logger';
import type { ChildJournal } from './child-journal';
import type { Connection, ConnectionListener, Connector } from './connection';
import { ConnectionLost } from './connection-lost';
import type { ClientInfo } from './envelope';
import type { EraMemory } from './era-memory';
import { isModernError } from './handshake';
import { LineTail } from './line-tail';
import type { MessageBounds } from './message-bounds';
import { redactSecrets } from './redact-secrets';
import { startTimeoutMs, type SpawnPlan } from './spawn-rules';
import { openStdioConnection } from './stdio-connection';
import { withinTime } from './within-time';

const PROBE_MS = 10_000;
const REMEMBERED_SECRETS = 256;
const NOBODY: ConnectionListener = { onNotification: () => undefined, onEnd: () => undefined };

export interface StdioConnectorNeeds {
  readonly server: ServerName;
  readonly fingerprint: string;
  readonly config: StdioServer | BundledServer;
  readonly client: ClientInfo;
  readonly eras: EraMemory;
  readonly journal: ChildJournal;
  readonly bounds: MessageBounds;
  readonly log: Logger;
  /** Resolved at every start, so that a changed environment is seen. */
  readonly plan: () => Promise<SpawnPlan>;
}

/** Starts a server’s process in the era it speaks, and finds that era out if need be. */
export function createStdioConnector(needs: StdioConnectorNeeds): Connector {
  const { server, config, eras, fingerprint } = needs;
  const stderr = new LineTail();
  /** Former ones too: a process that was started with them may still be talking. */
  let secrets: readonly string[] = [];

  const open = async (era: Era, limitMs: number, listener: ConnectionListener, signal: AbortSignal) => {
    const plan = await needs.plan();
    secrets = [...new Set([...plan.secrets, ...secrets])].slice(0, REMEMBERED_SECRETS);
    const connection = { ...needs, era, plan, stderr, listener };
    const late = () =>
      new GatewayError('discovery_timed_out', `${server} did not answer within ${limitMs / 1_000} s of its start`, {
        server,
      });
    return withinTime(limitMs, signal, late, (limited) => openStdioConnection(connection, limited));
  };

  const probe = async (listener: ConnectionListener, signal: AbortSignal): Promise<Connection | undefined> => {
    const attempt = relayOnceOpen(listener);
    try {
      const isRemembered = eras.recall(fingerprint) === 'modern';
      const limitMs = Math.min(isRemembered ? Infinity : PROBE_MS, startTimeoutMs(config));
      const connection = await open('modern', limitMs, attempt.listener, signal);
      attempt.open();
      return connection;
    } catch (failure) {
      if (signal.aborted || isModernError(failure) || isRefusal(failure)) throw failure;
      return undefined;
    }
  };

  let shown: { readonly version: number; readonly lines: readonly string[] } = { version: 0, lines: [] };
  const stderrTail = () => {
    if (shown.version !== stderr.version) {
      shown = { version: stderr.version, lines: stderr.lines().map((line) => redactSecrets(line, secrets)) };
    }
    return shown.lines;
  };

  return {
    transport: 'stdio',
    heals: 'eagerly',
    idleTimeoutMs: config.idleTimeout * 1_000,
    stderrTail,
    async connect(listener, signal) {
      if (config.era !== 'auto') return open(config.era, startTimeoutMs(config), listener, signal);
      const modern = eras.recall(fingerprint) === 'legacy' ? undefined : await probe(listener, signal);
      if (modern !== undefined) {
        eras.remember(fingerprint, 'modern');
        return modern;
      }
      try {
        const legacy = await open('legacy', startTimeoutMs(config), listener, signal);
        eras.remember(fingerprint, 'legacy');
        return legacy;
      } catch (failure) {
        eras.forget(fingerprint);
        if (!refusesInitialize(failure)) throw failure;
        // Modern after all: too slow for the probe, or changed since it was remembered.
        return open('modern', startTimeoutMs(config), listener, signal);
      }
    },
  };
}

function refusesInitialize(failure: unknown): boolean {
  return isModernError(failure) || (failure instanceof UpstreamRpcError && failure.error.code === -32601);
}

// A refusal of ours says nothing about the server’s era; its silence, its exit and its errors do.
function isRefusal(failure: unknown): boolean {
  if (failure instanceof ConnectionLost || failure instanceof UpstreamRpcError) return false;
  return !(failure instanceof GatewayError && failure.code === 'discovery_timed_out');
}

/** Keeps a probe’s end to itself until the probe has become the connection. */
function relayOnceOpen(listener: ConnectionListener) {
  let current = NOBODY;
  return {
    listener: {
      ...(listener.onRequest === undefined ? {} : { onRequest: listener.onRequest }),
      ...(listener.exclusive === undefined ? {} : { exclusive: listener.exclusive }),
      onNotification: (notification) => current.onNotification(notification),
      onEnd: (end) => current.onEnd(end),
    } satisfies ConnectionListener,
    open: () => {
      current = listener;
    },
  };
}
