import { GatewayError } from '../shared/errors/gateway-error';
import type { AdminServices } from './admin/handlers';
import { createAdminServer } from './admin/http-server';
import { createMonitorServer } from './admin/monitor-server';
import type { Gateway } from './gateway/gateway';
import { createHttpListener } from './gateway/inbound/http-listener';
import type { SessionStore } from './gateway/inbound/session-store';
import type { Disposables } from './gateway/lifecycle';
import type { HouseOptions } from './open-house';
import { shippedPath } from './shipped-path';

/** What the doors lead to. */
export interface DoorNeeds {
  readonly gateway: Gateway;
  /** What people may ask for. */
  readonly services: AdminServices;
  readonly sessions: SessionStore;
  readonly adminToken: string;
  readonly cleanups: Disposables;
}

export interface Doors {
  readonly mcp: string;
  readonly admin: string;
  /** Where probes and Prometheus ask, if anywhere. */
  readonly monitor?: string;
  /** Takes no new connections; those that are open go on. */
  refuseNew(): void;
}

/** Listens for clients and for people. */
export async function openDoors(options: HouseOptions, needs: DoorNeeds): Promise<Doors> {
  if (options.socketOnly === true) return { mcp: '', admin: '', refuseNew: () => undefined };
  const { gateway, services, sessions, adminToken, cleanups } = needs;
  const { listen } = gateway.current().config;
  const host = options.host ?? listen.host;
  if (!isLoopback(host) && listen.allowedHosts.length === 0) {
    throw new GatewayError(
      'config_invalid',
      `Listening on ${host} needs "listen.allowedHosts": the names clients use for it`,
    );
  }
  const mcpPort = options.mcpPort ?? listen.mcpPort;
  const adminPort = options.adminPort ?? listen.adminPort;
  const http = await orPortInUse(
    mcpPort,
    '--port',
    createHttpListener({ core: gateway, sessions, host, port: mcpPort }),
  );
  cleanups.add(() => http.close());
  const admin = await orPortInUse(
    adminPort,
    '--admin-port',
    createAdminServer({
      // The admin address never leaves this machine, whatever the MCP address does.
      host: isLoopback(host) ? host : '127.0.0.1',
      port: adminPort,
      token: adminToken,
      requestsPerMinute: gateway.current().config.limits.adminPerMinute,
      adminKeys: () => gateway.current().config.adminKeys,
      ...services,
      assetsDirectory: shippedPath('renderer'),
      log: options.log,
    }),
  );
  cleanups.add(() => admin.close());
  const monitor = await openMonitor(options, needs);
  const shown = inUrl(host);
  const adminHost = isLoopback(host) ? shown : '127.0.0.1';
  return {
    mcp: `http://${shown}:${http.port}/mcp`,
    admin: `http://${adminHost}:${admin.port}`,
    ...(monitor === undefined ? {} : { monitor: monitor.url }),
    refuseNew() {
      monitor?.refuseNew();
      http.refuseNew();
    },
  };
}

/** `undefined`: the configuration wants none. */
async function openMonitor({ log }: HouseOptions, { gateway, services, adminToken, cleanups }: DoorNeeds) {
  const { listen, limits } = gateway.current().config;
  if (listen.monitor === undefined) return undefined;
  const { host, port } = listen.monitor;
  let isReady = true;
  const opening = createMonitorServer({
    host,
    port,
    isReady: () => isReady,
    metricsPage: services.metricsPage,
    token: adminToken,
    adminKeys: () => gateway.current().config.adminKeys,
    requestsPerMinute: limits.adminPerMinute,
    log,
  });
  const monitor = await orPortInUse(port, 'listen.monitor.port', opening);
  cleanups.add(() => monitor.close());
  return { url: `http://${inUrl(host)}:${monitor.port}`, refuseNew: () => void (isReady = false) };
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);

async function orPortInUse<T>(port: number, option: string, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw cause;
    const why =
      code === 'EADDRINUSE'
        ? 'is in use by another program'
        : code === 'EACCES'
          ? 'needs more rights'
          : 'is not ours to use';
    throw new GatewayError(
      'operation_failed',
      `Port ${port} ${why}; choose another with ${option}`,
      { port },
      { cause },
    );
  }
}
