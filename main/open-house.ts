import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { GatewayAddresses, GatewayStatus } from '../shared/model/status';
import { ADMIN_SCOPES, type Caller } from '../shared/contract/define';
import type { GatewayConfig } from '../shared/config/gateway-config';
import { PRODUCT } from '../shared/product';
import type { AdminChange } from '../shared/model/activity-line';
import { type ApprovalAdmin } from './admin/approval-admin';
import type { Dispatch } from './admin/dispatch';
import { createEventSources, type Subscribe } from './admin/event-sources';
import { consoleLink } from './admin/handlers/console';
import { prepareDataDirectory, resolveDataDirectory } from './gateway/config/data-directory';
import { copyFirstConfig, createFirstConfig } from './gateway/config/first-run';
import { acquireInstanceLock } from './gateway/config/instance-lock';
import { removeRuntimeFile, writeRuntimeFile } from './gateway/config/runtime-file';
import { type Gateway } from './gateway/gateway';
import { createSessionStore, type SessionStore } from './gateway/inbound/session-store';
import { createSocketListener } from './gateway/inbound/socket-listener';
import { Disposables } from './gateway/lifecycle';
import type { ApprovalChannel } from './gateway/ports/approval-channel';
import type { Logger } from './gateway/ports/logger';
import type { LineOutput, PluginDefinition } from './gateway/ports/plugin';
import { warnOfPlaintext } from './look-for-secrets';
import { createAdminServices } from './admin-services';
import { createClientChanges, tendClients } from './open-clients';
import { isLoopback, openDoors } from './open-doors';
import { openObservation } from './observation';
import { tellDenied } from './tell-denied';
import { createRecordedDispatch } from './admin/recorded-dispatch';
import { recordedInTerminal } from './recorded-in-terminal';
import { type BuildOptions, openGateway } from './open-gateway';

export interface HouseOptions {
  readonly dataDirectory?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Override `listen` of the configuration. */
  readonly host?: string;
  readonly mcpPort?: number;
  readonly adminPort?: number;
  readonly log: Logger;
  /** Create a first configuration where there is none, instead of refusing to start. */
  readonly offerDefault?: boolean;
  /** A file whose copy is the configuration where there is none. */
  readonly firstConfig?: string;
  /** No HTTP: only the socket, for a gateway that lives inside a stdio client. */
  readonly socketOnly?: boolean;
  readonly extraPlugins?: readonly PluginDefinition[];
  /** Where telemetry providers may write lines; absent: stderr. */
  readonly lineOutput?: LineOutput;
  /** Overrides `approvals.headless` of the configuration. */
  readonly headlessApprovals?: 'deny' | 'allow-listed';
  /** Further ways to reach people. */
  readonly approvalChannels?: readonly ApprovalChannel[];
}

export interface House {
  readonly addresses: GatewayAddresses;
  /** The key of a configuration that was just created; shown now or never. */
  readonly firstKey?: string;
  readonly consoleUrl: string;
  readonly gateway: Gateway;
  /** The desk where calls wait for people. */
  readonly approvals: ApprovalAdmin;
  /** Runs an operation of the contract for a door that is no listener. */
  readonly dispatch: Dispatch;
  /** Begins a subscription to events for such a door. */
  readonly subscribe: Subscribe;
  /** The record as JSON Lines or CSV, piece by piece; throws `invalid_params` for what is no `ExportInput`. */
  readonly exportActivity: (input: unknown) => AsyncIterable<string>;
  /** Puts a change that somebody made into the record; masked. */
  recordAdminChange(change: AdminChange): void;
  status(): GatewayStatus;
  /** Everything ends in the reverse order of its making, within about the deadline. Safe to call twice. */
  stop(deadlineMs: number): Promise<void>;
}

const OWNER: Caller = { id: 'token', scopes: new Set(ADMIN_SCOPES) };

/** For a house that could not be finished: nobody uses it yet, so nothing has to be waited for. */
const STOP_AFTER_FAILURE_MS = 5_000;

/**
 * Builds the whole house and opens its doors: the one place where interfaces meet implementations. Whatever cannot
 * be built ends what was built before it.
 */
export async function openHouse(options: HouseOptions): Promise<House> {
  const cleanups = new Disposables();
  try {
    const observation = openObservation(options.log, cleanups);
    return await build({ ...options, log: observation.log, observation }, cleanups);
  } catch (failure) {
    await cleanups.dispose().catch(() => undefined);
    throw failure;
  }
}

async function build(options: BuildOptions, cleanups: Disposables): Promise<House> {
  const { log } = options;
  const root = resolveDataDirectory({ option: options.dataDirectory, env: options.env, homedir: homedir() });
  const directory = await prepareDataDirectory(root, log);
  const lock = await acquireInstanceLock(directory);
  cleanups.add(() => lock.release());
  if (options.firstConfig !== undefined) await copyFirstConfig(directory.config, options.firstConfig);
  const firstKey = options.offerDefault === true ? await createFirstConfig(directory.config) : undefined;
  let isHandedOver = false;
  // A key that nobody was shown is a key that nobody has: without it the next start makes another.
  cleanups.add(() => (firstKey === undefined || isHandedOver ? undefined : rm(directory.config, { force: true })));
  const opened = await openGateway(options, directory, cleanups);
  const { gateway, activity } = opened;
  cleanups.add(() => gateway.stop(STOP_AFTER_FAILURE_MS));

  const sessions = createSessionStore(gateway, Date.now);
  const sweep = setInterval(() => sessions.sweep(gateway.current().config.limits.sessionIdle * 1_000), 60_000).unref();
  cleanups.add(() => {
    clearInterval(sweep);
    sessions.dispose();
  });
  const startedAt = Date.now();
  const adminToken = randomBytes(32).toString('base64url');
  let addresses: GatewayAddresses = { mcp: '', admin: '', socket: directory.socket };
  const status = (): GatewayStatus => ({
    ...statusOf(gateway, sessions, { addresses, startedAt }),
    activity: activity.health(),
  });
  const { env } = options;
  const clientChanges = createClientChanges();
  const services = createAdminServices(opened, { directory, env, sessions, status, clientChanges, cleanups });
  const doors = await openDoors(options, { gateway, services, sessions, adminToken, cleanups });
  const { mcp, admin, monitor } = doors;
  addresses = { ...addresses, mcp, admin, ...(monitor === undefined ? {} : { monitor }) };
  gateway.current().instances.announce(() => peerAddress(options.env, gateway.current().config.listen, mcp));
  const maxLineBytes = () => gateway.current().config.listen.maxBodyBytes;
  const socket = await createSocketListener({ core: gateway, path: directory.socket, maxLineBytes });
  cleanups.add(() => socket.close());
  await writeRuntimeFile(directory.runtimeFile, {
    pid: process.pid,
    startedAt,
    version: PRODUCT.version,
    addresses,
    adminToken,
  });
  cleanups.add(() => removeRuntimeFile(directory.runtimeFile));
  warnOfPlaintext(gateway.current().config, log);
  const tended = { clients: services.clients, changes: clientChanges, directory, env, log, cleanups };
  if (options.socketOnly !== true) await tendClients(tended);
  isHandedOver = true;
  return {
    addresses,
    ...(firstKey === undefined ? {} : { firstKey }),
    consoleUrl: doors.admin === '' ? '' : consoleLink(services.console, OWNER).url,
    gateway,
    approvals: recordedInTerminal(services.approvals, activity),
    exportActivity: (input) => services.activity.admin.export(input),
    recordAdminChange: activity.recordAdminChange,
    dispatch: createRecordedDispatch(services),
    subscribe: createEventSources(services),
    status,
    async stop(deadlineMs) {
      doors.refuseNew();
      await gateway.stop(deadlineMs);
      tellDenied(gateway.approvals.denials.list(), log);
      await cleanups.dispose();
    },
  };
}

/** The environment goes first: what is configured is the same for all of them. */
function peerAddress(
  env: NodeJS.ProcessEnv,
  { host, peerUrl }: GatewayConfig['listen'],
  mcp: string,
): string | undefined {
  const given = env['SECURE_MCP_GATEWAY_PEER_URL'];
  if (given !== undefined && given !== '') return given;
  return peerUrl ?? (isLoopback(host) && mcp !== '' ? mcp : undefined);
}

function statusOf(
  gateway: Gateway,
  sessions: SessionStore,
  facts: { readonly addresses: GatewayAddresses; readonly startedAt: number },
): GatewayStatus {
  return {
    product: PRODUCT.name,
    version: PRODUCT.version,
    pid: process.pid,
    ...facts,
    configProblems: gateway.configProblems(),
    upstreams: gateway.upstreamStatuses(),
    sessions: sessions.size,
    requests: gateway.counts(),
    limits: gateway.counters.list(),
  };
}
