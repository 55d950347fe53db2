import { PRODUCT } from '../shared/product';
import { gatewayTools } from './gateway-tools/gateway-tools';
import { type DataDirectory } from './gateway/config/data-directory';
import { type ActivityLog, openActivityLog } from './gateway/activity/activity-log';
import { recordConfigChange } from './gateway/activity/config-change';
import type { LogVault } from './gateway/activity/log-keys';
import { openStateStore } from './gateway/config/state-store';
import { withFileLock } from './gateway/config/file-lock';
import { createGateway, type Gateway } from './gateway/gateway';
import type { Disposables } from './gateway/lifecycle';
import { createListeners, type Listeners } from './gateway/listeners';
import type { Custodian } from './gateway/oauth/custodian';
import { createCounters } from './gateway/limits/counters';
import type { StateStore } from './gateway/ports/state-store';
import { createReferenceResolver } from './gateway/upstream/resolve-references';
import { createUpstreamPool } from './gateway/upstream/upstream-pool';
import { builtinPlugins } from './plugins/builtin';
import { findLookAlikes } from './plugins/guardrail/lib/hidden-text/find-look-alikes';
import { createRegistry } from './plugins/registry';
import { createSecretAccess, type SecretAccess } from './secret-access';
import { openTokenCustody } from './token-custody';
import { logLock, vaultOfLog } from './vault-of-log';
import { detectorWorkerPath, shippedProgram } from './shipped-path';
import type { Observation } from './observation';
import type { HouseOptions } from './open-house';

export interface BuildOptions extends HouseOptions {
  readonly observation: Observation;
}

/** The gateway, and what the rest of the house needs of what was built for it. */
export interface OpenedGateway {
  readonly gateway: Gateway;
  readonly custodian: Custodian;
  readonly secrets: SecretAccess;
  readonly activity: ActivityLog;
  readonly vault: LogVault;
  readonly state: StateStore;
  readonly configChanges: Listeners;
  readonly observation: Observation;
}

/** Builds the gateway without its doors; what it opens is closed by the cleanups. */
export async function openGateway(
  options: BuildOptions,
  directory: DataDirectory,
  cleanups: Disposables,
): Promise<OpenedGateway> {
  const { log, observation } = options;
  const state = openStateStore(directory.state, log);
  cleanups.add(() => state.flush());
  const registry = createRegistry([...builtinPlugins, ...(options.extraPlugins ?? [])]);
  const counters = createCounters();
  const secrets = createSecretAccess({ directory, registry, environment: options.env });
  cleanups.add(() => secrets.dispose());
  observation.hide(secrets.known);
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
  const custodian = openTokenCustody({
    directory,
    secrets,
    resolve,
    config,
    shared: () => inForce.gateway?.current().sharedState,
    orInMemory: true,
    state,
    log,
  });
  cleanups.add(() => custodian.stop());
  const upstreams = createUpstreamPool({
    log,
    counters,
    state,
    now: Date.now,
    journalPath: directory.childJournal,
    bundledProgram: (name) => shippedProgram(`${name}-server`),
    // A program that was started from a desktop has no terminal and often only a bare PATH.
    loginShellPath: process.platform !== 'win32' && options.env['TERM'] === undefined,
    clientInfo: { name: PRODUCT.name, version: PRODUCT.version },
    resolveValue: resolve,
    authorize: (place) => custodian.authorize(place),
  });
  const killChildren = () => upstreams.killAllNow();
  process.on('exit', killChildren);
  cleanups.add(() => void process.off('exit', killChildren));
  const configChanges = createListeners();
  const gateway = await createGateway({
    configPath: directory.config,
    dataDirectory: directory.root,
    detectorWorkerPath: detectorWorkerPath(),
    registry,
    resolve,
    secretWatch: await secrets.watch(log),
    sharedKey: async (purpose) => (await secrets.vault()).deriveKey(purpose),
    knownSecrets: secrets.known,
    findLookAlikes,
    state,
    product: PRODUCT,
    approvalChannels: options.approvalChannels ?? [],
    ...(options.headlessApprovals === undefined ? {} : { headlessApprovals: options.headlessApprovals }),
    ...(options.lineOutput === undefined ? {} : { lineOutput: options.lineOutput }),
    gatewayTools,
    telemetry: [activity],
    useActivity: activity.useSettings,
    onChange(before, after) {
      recordConfigChange(activity, before, after);
      configChanges.tell();
    },
    upstreams,
    counters,
    metrics: observation.metrics,
    log,
    now: Date.now,
    clock: () => performance.now(),
  });
  inForce.gateway = gateway;
  return { gateway, custodian, secrets, activity, vault, state, configChanges, observation };
}
