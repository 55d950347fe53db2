import type { GatewayConfig } from '../../shared/config/gateway-config';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { Outcome } from '../../shared/model/activity';
import type { GatewayStatus } from '../../shared/model/status';
import { type ApprovalOffice, createApprovalOffice } from './approvals/approval-office';
import { recordLateDecisions } from './approvals/record-late-decisions';
import { type BuiltRuntime, createRuntimeBuilder, type RuntimeParts } from './build-runtime';
import { createArgumentRuleJudge } from './argument-rules/argument-rule-judge';
import { createArgumentChecker } from './catalog/argument-checker';
import { createListCache } from './catalog/list-cache';
import { createListChanges } from './catalog/list-changes';
import { createSubscriptions } from './catalog/subscriptions';
import { createTaskOwners } from './catalog/task-owners';
import { announceChanges, judgesAlike } from './config-changes';
import { createConfigSource } from './config-source';
import { loadConfig } from './config/load-config';
import type { SecretWatch } from './config/secret-watch';
import type { GatewayCore } from './core';
import { createClientLimits } from './inbound/client-limits';
import { createKeySightings } from './key-sightings';
import { createRateLimits } from './limits/rate-limits';
import { createMemoryRates } from './limits/rate-store';
import { countCache } from './metrics/cache-meter';
import { createRequestMeter } from './metrics/count-requests';
import { createOperatorPasses } from './operator-passes';
import { createParkedCalls } from './input-required/parked-calls';
import { createRequestStates, readStateKey } from './input-required/request-state';
import { createPlaceholders } from './placeholders/placeholders';
import { createPluginPool } from './plugin-pool';
import type { KnownSecrets } from './ports/known-secrets';
import type { LineOutput, PluginRegistry } from './ports/plugin';
import type { StateStore } from './ports/state-store';
import { createAnswerCache } from './results/answer-cache';
import { ResultMemory } from './results/result-store';
import { createRuntimeHolder, type Runtime } from './runtime';
import { createSecretChanges } from './secret-changes';
import { createLogLevels } from './server-calls/log-levels';
import { createSessionSlots } from './server-calls/session-slots';
import { createInstances } from './shared-state/instances';
import { createSharedLists } from './shared-state/shared-lists';
import { createSharedRates } from './shared-state/shared-rates';
import { createSharedState } from './shared-state/shared-state';
import { createTimeoutManager } from './timeouts/timeout-manager';
import type { ResolveReferences } from './upstream/resolve-references';
import { sessionClientKey } from './upstream/share';
import type { UpstreamLoad } from './upstream/upstream-pool';

export interface GatewayOptions extends Pick<
  RuntimeParts,
  | 'product'
  | 'approvalChannels'
  | 'gatewayTools'
  | 'telemetry'
  | 'upstreams'
  | 'counters'
  | 'metrics'
  | 'log'
  | 'now'
  | 'clock'
> {
  readonly configPath: string;
  readonly dataDirectory: string;
  readonly registry: PluginRegistry;
  /** Where telemetry providers may write lines; absent: stderr. */
  readonly lineOutput?: LineOutput;
  /** For providers that judge large content in a thread of its own. */
  readonly detectorWorkerPath: string;
  readonly state: StateStore;
  /** What references in the options of providers stand for. */
  readonly resolve: ResolveReferences;
  /** Has those who name a secret get the new value when it is changed. */
  readonly secretWatch: SecretWatch;
  /** A key for what lies outside of this machine, made of the vault’s. */
  readonly sharedKey: (purpose: string) => Promise<Buffer>;
  /** Looked for in content. */
  readonly knownSecrets: KnownSecrets;
  /** Puts `activity` of a configuration in force; what it throws keeps the configuration from being so. */
  readonly useActivity?: (settings: GatewayConfig['activity']) => Promise<void>;
  /** Told of each configuration that took the place of another. */
  readonly onChange?: (before: GatewayConfig, after: GatewayConfig) => void;
  /** Overrides `approvals.headless` of the configuration. */
  readonly headlessApprovals?: 'deny' | 'allow-listed';
}

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

/** How often an edit of the file is noticed when no request comes. */
const WATCH_MS = 2_000;

/** Throws `config_missing` or `config_invalid` when the first configuration cannot be put in force. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { log, now, configPath, dataDirectory, detectorWorkerPath, registry, resolve } = options;
  const { secretWatch, sharedKey, knownSecrets, metrics, lineOutput } = options;
  const ofGateway = { now, log, dataDirectory, detectorWorkerPath, resolve, sharedKey, knownSecrets };
  const changes = createListChanges();
  const counts = { total: 0, blocked: 0, failed: 0, active: 0 };
  const first = (await loadConfig(configPath)).config;
  const timeouts = createTimeoutManager(first.timeouts, log, metrics);
  const parkedCalls = createParkedCalls();
  const key = readStateKey(options.state);
  // Gateways that share a store open each other’s states.
  const statesKey = first.cache.provider === undefined ? key : await sharedKey('request states');
  const sharedState = createSharedState(log);
  const pluginContext = {
    ...ofGateway,
    metrics,
    ...(lineOutput && { lineOutput }),
    sharedStore: () => sharedState.reachable(),
  };
  const approvals = createApprovalOffice({
    state: options.state,
    key: statesKey,
    ...(first.cache.provider === undefined ? {} : { shared: sharedState }),
    log,
    now,
  });
  const telemetry = [...options.telemetry, createRequestMeter(metrics, now)];
  recordLateDecisions(approvals.desk, telemetry, now);
  const instances = createInstances(sharedState);
  const results = new ResultMemory({ counters: options.counters, now, mark: instances.mark });
  const builder = createRuntimeBuilder({
    ...options,
    lists: createListCache(now, (isHit) => countCache(metrics, 'server-lists', isHit)),
    sharedState,
    instances,
    sharedLists: createSharedLists(sharedState, now),
    operatorPasses: createOperatorPasses(),
    telemetry,
    plugins: createPluginPool(registry, pluginContext, secretWatch.editionOf),
    timeouts,
    changes,
    argumentChecker: createArgumentChecker(log),
    argumentRules: createArgumentRuleJudge({ timeouts, clock: options.clock }),
    results,
    answers: createAnswerCache(now),
    rates: createRateLimits({
      store: createSharedRates(sharedState, createMemoryRates()),
      counters: options.counters,
      clock: options.clock,
    }),
    subscriptions: createSubscriptions(),
    taskOwners: createTaskOwners(sharedState, instances),
    sightings: createKeySightings(options.state, now),
    requestStates: createRequestStates(statesKey, instances.mark),
    approvals,
    placeholders: createPlaceholders(),
    parkedCalls,
    sessionSlots: createSessionSlots(),
    logLevels: createLogLevels(),
    count: (outcome) => count(counts, outcome),
    expireNow: () => source.expireNow(),
    inForce: (work) => inForce(work),
  });
  const { headlessApprovals: headless } = options;
  const build = (config: GatewayConfig) =>
    builder(headless === undefined ? config : { ...config, approvals: { ...config.approvals, headless } });
  const useActivity = async (settings: GatewayConfig['activity'], { dispose }: BuiltRuntime) => {
    try {
      await options.useActivity?.(settings);
    } catch (failure) {
      await dispose();
      throw failure;
    }
  };
  const built: BuiltRuntime = await build(first);
  await useActivity(first.activity, built);
  const holder = createRuntimeHolder(built.runtime, built.dispose, log);

  const source = createConfigSource({
    path: configPath,
    log,
    async apply(config) {
      const next = await build(config);
      await useActivity(config.activity, next);
      const before = holder.current().config;
      timeouts.useLimits(config.timeouts);
      holder.replace(next.runtime, next.dispose);
      announceChanges(before, config, changes);
      options.onChange?.(before, config);
      if (!judgesAlike(before, config)) results.clear();
    },
  });
  // A file that is broken is read again when it changes, not at every request.
  const hasExpired = () => source.problems().length === 0 && now() >= holder.current().expiresAt;
  const isDue = () => source.isStale() || hasExpired();
  const secrets = createSecretChanges({
    watch: secretWatch,
    upstreams: options.upstreams,
    config: () => holder.current().config,
    rebuild: () => {
      // A reading that is under way may have used what was there before.
      source.expireNow();
      return source.reload();
    },
    log,
  });
  const inForce: Runtime['inForce'] = async (work) => {
    if (secrets.isStale()) await secrets.takeOver();
    const isHit = !isDue();
    countCache(metrics, 'config', isHit);
    if (!isHit) await source.reload();
    // An edit that was made while an earlier one was being read.
    if (source.isStale()) await source.reload();
    return holder.use(work);
  };
  const timer = setInterval(() => {
    if (secrets.isStale()) void secrets.takeOver();
    if (isDue()) void source.reload();
  }, WATCH_MS).unref();

  const stops = new Set<() => void>();
  let stopping: Promise<void> | undefined;

  async function stop(deadlineMs: number): Promise<void> {
    clearInterval(timer);
    for (const work of stops) work();
    approvals.close();
    parkedCalls.dispose();
    results.clear();
    const endsAt = now() + deadlineMs;
    while (counts.active > 0 && now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 20));
    await instances.leave();
    await options.upstreams.stop(Math.max(endsAt - now(), 1_000));
    await holder.dispose();
    for (const sink of options.telemetry) {
      await sink.flush().catch((failure: unknown) => log.error('Activity could not be written', { failure }));
    }
  }

  return {
    changes,
    limits: createClientLimits(),
    counters: options.counters,
    log,
    async use(work) {
      if (stopping !== undefined) throw new GatewayError('unavailable', 'The gateway is stopping');
      counts.active += 1;
      try {
        return await inForce(work);
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
      options.upstreams.endClient(sessionClientKey(sessionId)).catch((failure: unknown) => {
        log.warn('A server of an ended session did not stop cleanly', { failure });
      });
    },
    current: () => holder.current(),
    counts: () => ({ ...counts }),
    upstreamStatuses: () => options.upstreams.statuses(),
    upstreamLoads: () => options.upstreams.loads(),
    configProblems: () => source.problems(),
    restartServer(server, configId) {
      const isMeant = (one: { readonly server: string; readonly configId: string }): boolean =>
        one.server === server && (configId === undefined || one.configId === configId);
      options.upstreams.renew(isMeant);
      return options.upstreams.statuses().some(isMeant);
    },
    forgetConfig() {
      source.expireNow();
      holder.current().authProviders.forEach((provider) => provider.forget?.());
    },
    stop: (deadlineMs) => (stopping ??= stop(deadlineMs)),
  };
}

function count(counts: { total: number; blocked: number; failed: number }, outcome: Outcome): void {
  counts.total += 1;
  if (outcome === 'blocked' || outcome === 'denied') counts.blocked += 1;
  if (outcome === 'failed' || outcome === 'timed-out') counts.failed += 1;
}
