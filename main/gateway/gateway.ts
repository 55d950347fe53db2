import { GatewayError } from '../../shared/errors/gateway-error';
import type { GatewayStatus } from '../../shared/model/status';
import type { ApprovalOffice } from './approvals/approval-office';
import { putConfigInForce } from './config-in-force';
import { loadConfig } from './config/load-config';
import type { GatewayCore } from './core';
import type { GatewayOptions } from './gateway-options';
import { createGatewayParts } from './gateway-parts';
import { createClientLimits } from './inbound/client-limits';
import type { Runtime } from './runtime';
import { sessionClientKey } from './upstream/share';
import type { UpstreamLoad } from './upstream/upstream-pool';

/** The gateway without its doors: configuration in force, servers behind it, everything in between. */
export interface Gateway extends GatewayCore {
  current(): Runtime;
  counts(): GatewayStatus['requests'];
  upstreamStatuses(): GatewayStatus['upstreams'];
  upstreamLoads(): readonly UpstreamLoad[];
  configProblems(): readonly string[];
  /** Connects anew to a server, for every client; false when nobody is connected to it. */
  restartServer(server: string, configId?: string): boolean;
  /** Has the configuration read anew before the next request, and services asked about credentials anew. */
  forgetConfig(): void;
  readonly approvals: ApprovalOffice;
  /** Refuses new work, lets what was begun finish within the deadline, then ends the servers. Safe to call twice. */
  stop(deadlineMs: number): Promise<void>;
}

/** Throws `config_missing` or `config_invalid` when the first configuration cannot be put in force. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { log, now, configPath, upstreams, telemetry, counters } = options;
  const { config: first } = await loadConfig(configPath);
  const parts = await createGatewayParts(options, first);
  const { approvals, counts, results } = parts;
  const inForce = await putConfigInForce(options, parts, first);
  const stops = new Set<() => void>();
  let stopping: Promise<void> | undefined;

  async function stop(deadlineMs: number): Promise<void> {
    inForce.stopWatching();
    for (const work of stops) work();
    approvals.close();
    parts.parkedCalls.dispose();
    results.clear();
    const endsAt = now() + deadlineMs;
    while (counts.active > 0 && now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 20));
    await parts.instances.leave();
    await upstreams.stop(Math.max(endsAt - now(), 1_000));
    await inForce.dispose();
    for (const sink of telemetry) {
      await sink.flush().catch((failure: unknown) => log.error('Activity could not be written', { failure }));
    }
  }

  return {
    changes: parts.changes,
    limits: createClientLimits(),
    counters,
    log,
    async use(work) {
      if (stopping !== undefined) throw new GatewayError('unavailable', 'The gateway is stopping');
      counts.active += 1;
      try {
        return await inForce.use(work);
      } finally {
        counts.active -= 1;
      }
    },
    onStop(work, unless) {
      if (unless.aborted) return;
      stops.add(work);
      unless.addEventListener('abort', () => stops.delete(work), { once: true });
    },
    approvals,
    endSession(sessionId) {
      approvals.grants.endSession(sessionId);
      results.endSession(sessionId);
      upstreams.endClient(sessionClientKey(sessionId)).catch((failure: unknown) => {
        log.warn('A server of an ended session did not stop cleanly', { failure });
      });
    },
    current: () => inForce.current(),
    counts: () => ({ ...counts }),
    upstreamStatuses: () => upstreams.statuses(),
    upstreamLoads: () => upstreams.loads(),
    configProblems: () => inForce.problems(),
    restartServer(server, configId) {
      const isMeant = (one: { readonly server: string; readonly configId: string }): boolean =>
        one.server === server && (configId === undefined || one.configId === configId);
      upstreams.renew(isMeant);
      return upstreams.statuses().some(isMeant);
    },
    forgetConfig() {
      inForce.expireNow();
      for (const provider of inForce.current().authProviders) provider.forget?.();
    },
    stop: (deadlineMs) => (stopping ??= stop(deadlineMs)),
  };
}
