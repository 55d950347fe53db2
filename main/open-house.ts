import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { GatewayAddresses, GatewayStatus } from '../shared/model/status';
import { PRODUCT } from '../shared/product';
import type { AdminChange } from '../shared/model/activity-line';
import { createAdministration } from './admin/administration';
import { createActivityAdmin } from './admin/activity-admin';
import { type ApprovalAdmin, createApprovalAdmin } from './admin/approval-admin';
import type { Dispatch } from './admin/dispatch';
import type { AdminServices } from './admin/handlers';
import { createKeptState } from './admin/kept-state';
import { createImportAdmin } from './admin/import-admin';
import { createOAuthAdmin } from './admin/oauth-admin';
import { createSecretAdmin } from './admin/secret-admin';
import { gatewayTools } from './gateway-tools/gateway-tools';
import { openConfigFile } from './gateway/config/config-file';
import { prepareDataDirectory, resolveDataDirectory, type DataDirectory } from './gateway/config/data-directory';
import { type ActivityLog, openActivityLog } from './gateway/activity/activity-log';
import { recordConfigChange } from './gateway/activity/config-change';
import type { LogVault } from './gateway/activity/log-keys';
import { createFirstConfig } from './gateway/config/first-run';
import { acquireInstanceLock } from './gateway/config/instance-lock';
import { removeRuntimeFile, writeRuntimeFile } from './gateway/config/runtime-file';
import { openStateStore } from './gateway/config/state-store';
import { withFileLock } from './gateway/config/file-lock';
import { createGateway, type Gateway } from './gateway/gateway';
import { createSessionStore, type SessionStore } from './gateway/inbound/session-store';
import { createSocketListener } from './gateway/inbound/socket-listener';
import { Disposables } from './gateway/lifecycle';
import type { Custodian } from './gateway/oauth/custodian';
import { createCounters } from './gateway/limits/counters';
import type { ApprovalChannel } from './gateway/ports/approval-channel';
import type { Logger } from './gateway/ports/logger';
import type { PluginDefinition } from './gateway/ports/plugin';
import { createReferenceResolver } from './gateway/upstream/resolve-references';
import { createUpstreamPool } from './gateway/upstream/upstream-pool';
import { builtinPlugins } from './plugins/builtin';
import { createRegistry } from './plugins/registry';
import { createLook, warnOfPlaintext } from './look-for-secrets';
import { openDoors } from './open-doors';
import { createSecretAccess, type SecretAccess } from './secret-access';
import { tellDenied } from './tell-denied';
import { openTokenCustody } from './token-custody';
import { createRecordedDispatch } from './admin/recorded-dispatch';
import { recordedInTerminal } from './recorded-in-terminal';
import { logLock, vaultOfLog } from './vault-of-log';
import { detectorWorkerPath, shippedPath } from './shipped-path';

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
  /** No HTTP: only the socket, for a gateway that lives inside a stdio client. */
  readonly socketOnly?: boolean;
  readonly extraPlugins?: readonly PluginDefinition[];
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
  /** Puts a change that somebody made into the record; masked. */
  recordAdminChange(change: AdminChange): void;
  status(): GatewayStatus;
  /** Everything ends in the reverse order of its making, within about the deadline. Safe to call twice. */
  stop(deadlineMs: number): Promise<void>;
}

/** For a house that could not be finished: nobody uses it yet, so nothing has to be waited for. */
const STOP_AFTER_FAILURE_MS = 5_000;

/**
 * Builds the whole house and opens its doors: the one place where interfaces meet implementations. Whatever cannot
 * be built ends what was built before it.
 */
export async function openHouse(options: HouseOptions): Promise<House> {
  const cleanups = new Disposables();
  try {
    return await build(options, cleanups);
  } catch (failure) {
    await cleanups.dispose().catch(() => undefined);
    throw failure;
  }
}

async function build(options: HouseOptions, cleanups: Disposables): Promise<House> {
  const { log } = options;
  const root = resolveDataDirectory({ option: options.dataDirectory, env: options.env, homedir: homedir() });
  const directory = await prepareDataDirectory(root, log);
  const lock = await acquireInstanceLock(directory);
  cleanups.add(() => lock.release());
  const firstKey = options.offerDefault === true ? await createFirstConfig(directory.config) : undefined;
  let isHandedOver = false;
  // A key that nobody was shown is a key that nobody has: without it the next start makes another.
  cleanups.add(() => (firstKey === undefined || isHandedOver ? undefined : rm(directory.config, { force: true })));
  const { gateway, custodian, openStore, activity, vault } = await openGateway(options, directory, cleanups);
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
  const approvals = createApprovalAdmin(gateway.approvals);
  const oauth = createOAuthAdmin(custodian, () => gateway.current().config);
  const file = openConfigFile(directory.config, { backups: directory.backups });
  const secrets = createSecretAdmin(openStore, file);
  const administration = createAdministration({
    dataDirectory: directory.root,
    file,
    look: () => Promise.resolve(createLook()),
    openSecrets: () => Promise.resolve(secrets),
    state: createKeptState(directory.state, () => Promise.resolve(true)),
  });
  const imports = createImportAdmin({ openStore, file, look: createLook() });
  const record = createActivityAdmin({ directory: directory.activity, vault, log: activity });
  const services: AdminServices = {
    status,
    approvals,
    oauth,
    secrets,
    administration,
    imports,
    activity: { admin: record, record: activity.recordAdminChange },
    sessions,
    timeouts: gateway.current().timeouts,
  };
  const doors = await openDoors(options, { gateway, services, sessions, adminToken, cleanups });
  addresses = { ...addresses, mcp: doors.mcp, admin: doors.admin };
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
  isHandedOver = true;
  return {
    addresses,
    ...(firstKey === undefined ? {} : { firstKey }),
    consoleUrl: `${addresses.admin}/#token=${adminToken}`,
    gateway,
    approvals: recordedInTerminal(approvals, activity),
    recordAdminChange: activity.recordAdminChange,
    dispatch: createRecordedDispatch(services),
    status,
    async stop(deadlineMs) {
      doors.refuseNew();
      await gateway.stop(deadlineMs);
      tellDenied(gateway.approvals.denials.list(), log);
      await cleanups.dispose();
    },
  };
}

interface OpenedGateway {
  readonly gateway: Gateway;
  readonly custodian: Custodian;
  readonly openStore: SecretAccess['store'];
  readonly activity: ActivityLog;
  readonly vault: LogVault;
}

async function openGateway(
  options: HouseOptions,
  directory: DataDirectory,
  cleanups: Disposables,
): Promise<OpenedGateway> {
  const { log } = options;
  const state = openStateStore(directory.state, log);
  cleanups.add(() => state.flush());
  const registry = createRegistry([...builtinPlugins, ...(options.extraPlugins ?? [])]);
  const counters = createCounters();
  const secrets = createSecretAccess({ directory, registry, environment: options.env });
  cleanups.add(() => secrets.dispose());
  const vault = vaultOfLog(directory, secrets);
  // Commands that record what they change while no gateway runs have finished then, and begin no more.
  const activity = await withFileLock(logLock(directory), () =>
    openActivityLog({ directory: directory.activity, vault, log, now: Date.now }),
  );
  cleanups.add(() => activity.close().catch((failure: unknown) => log.error('Activity is lost', { failure })));
  const resolve = createReferenceResolver({ readSecret: secrets.read });
  // The gateway needs the servers, and they need tokens, which depend on what is in force in the gateway.
  const inForce: { gateway?: Gateway } = {};
  const config = () => inForce.gateway?.current().config;
  const custodian = openTokenCustody({ directory, secrets, resolve, config, orInMemory: true, log });
  cleanups.add(() => custodian.stop());
  const upstreams = createUpstreamPool({
    log,
    counters,
    state,
    now: Date.now,
    journalPath: directory.childJournal,
    bundledPath: (name) => shippedPath(`${name}-server.js`),
    // A program that was started from a desktop has no terminal and often only a bare PATH.
    loginShellPath: process.platform !== 'win32' && options.env['TERM'] === undefined,
    clientInfo: { name: PRODUCT.name, version: PRODUCT.version },
    resolveValue: resolve,
    authorize: (place) => custodian.authorize(place),
  });
  const killChildren = () => upstreams.killAllNow();
  process.on('exit', killChildren);
  cleanups.add(() => void process.off('exit', killChildren));
  const gateway = await createGateway({
    configPath: directory.config,
    dataDirectory: directory.root,
    detectorWorkerPath: detectorWorkerPath(),
    registry,
    resolve,
    secretWatch: await secrets.watch(log),
    knownSecrets: secrets.known,
    state,
    product: PRODUCT,
    approvalChannels: options.approvalChannels ?? [],
    ...(options.headlessApprovals === undefined ? {} : { headlessApprovals: options.headlessApprovals }),
    gatewayTools,
    telemetry: [activity],
    useActivity: activity.useSettings,
    onChange: (before, after) => recordConfigChange(activity, before, after),
    upstreams,
    counters,
    log,
    now: Date.now,
    clock: () => performance.now(),
  });
  inForce.gateway = gateway;
  return { gateway, custodian, openStore: secrets.store, activity, vault };
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
