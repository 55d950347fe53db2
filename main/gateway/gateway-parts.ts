import type { GatewayConfig } from '../../shared/config/gateway-config';
import type { GatewayStatus } from '../../shared/model/status';
import { createApprovalOffice } from './approvals/approval-office';
import { recordDeskLines } from './approvals/record-desk-lines';
import { createArgumentRuleJudge } from './argument-rules/argument-rule-judge';
import type { RuntimeParts } from './build-runtime';
import { createArgumentChecker } from './catalog/argument-checker';
import { createListCache } from './catalog/list-cache';
import { createListChanges } from './catalog/list-changes';
import { createSubscriptions } from './catalog/subscriptions';
import { createTaskOwners } from './catalog/task-owners';
import type { GatewayOptions } from './gateway-options';
import { createParkedCalls } from './input-required/parked-calls';
import { createRequestStates, readStateKey } from './input-required/request-state';
import { createKeySightings } from './key-sightings';
import { createRateLimits } from './limits/rate-limits';
import { createMemoryRates } from './limits/rate-store';
import { countCache } from './metrics/cache-meter';
import { createRequestMeter } from './metrics/count-requests';
import { createOperatorPasses } from './operator-passes';
import { createPlaceholders } from './placeholders/placeholders';
import { createPluginPool, type PluginPools } from './plugin-pool';
import { createAnswerCache } from './results/answer-cache';
import { ResultMemory } from './results/result-store';
import { createLogLevels } from './server-calls/log-levels';
import { createSessionSlots } from './server-calls/session-slots';
import { createInstances } from './shared-state/instances';
import { createSharedLists } from './shared-state/shared-lists';
import { createSharedRates } from './shared-state/shared-rates';
import { createSharedState, type SharedState } from './shared-state/shared-state';
import { createTimeoutManager } from './timeouts/timeout-manager';

/** What outlives a single configuration; only how one is put in force is not known to it. */
export type GatewayParts = Omit<RuntimeParts, 'expireNow' | 'inForce' | 'results' | 'approvals' | 'parkedCalls'> & {
  readonly results: ResultMemory;
  readonly approvals: ReturnType<typeof createApprovalOffice>;
  readonly parkedCalls: ReturnType<typeof createParkedCalls>;
  readonly counts: RequestCounts;
};

export type RequestCounts = { -readonly [Name in keyof GatewayStatus['requests']]: number };

/** Makes everything that is neither a configuration nor of one, told of the first because some of it never changes. */
export async function createGatewayParts(options: GatewayOptions, first: GatewayConfig): Promise<GatewayParts> {
  const { log, now, clock, state, counters, metrics, findLookAlikes } = options;
  const counts: RequestCounts = { total: 0, blocked: 0, failed: 0, active: 0 };
  const timeouts = createTimeoutManager(first.timeouts, log, metrics);
  const isShared = first.cache.provider !== undefined;
  const key = readStateKey(state);
  // Gateways that share a store open each other’s states.
  const statesKey = isShared ? await options.sharedKey('request states') : key;
  const sharedState = createSharedState(log);
  const shared = isShared ? { shared: sharedState } : {};
  const approvals = createApprovalOffice({ state, key: statesKey, ...shared, findLookAlikes, log, now });
  const telemetry = [...options.telemetry, createRequestMeter(metrics, now)];
  recordDeskLines(approvals.desk, telemetry, now);
  const instances = createInstances(sharedState);
  return {
    ...options,
    counts,
    count: (outcome) => {
      counts.total += 1;
      if (outcome === 'blocked' || outcome === 'denied') counts.blocked += 1;
      if (outcome === 'failed' || outcome === 'timed-out') counts.failed += 1;
    },
    timeouts,
    approvals,
    telemetry,
    plugins: createPlugins(options, sharedState),
    lists: createListCache(now, (isHit) => countCache(metrics, 'server-lists', isHit)),
    changes: createListChanges(),
    subscriptions: createSubscriptions(),
    argumentChecker: createArgumentChecker(log),
    argumentRules: createArgumentRuleJudge({ timeouts, clock }),
    results: new ResultMemory({ counters, now, mark: instances.mark }),
    answers: createAnswerCache(now),
    rates: createRateLimits({ store: createSharedRates(sharedState, createMemoryRates()), counters, clock }),
    sharedState,
    sharedLists: createSharedLists(sharedState, now),
    instances,
    taskOwners: createTaskOwners(sharedState, instances),
    requestStates: createRequestStates(statesKey, instances.mark),
    parkedCalls: createParkedCalls(),
    placeholders: createPlaceholders(),
    operatorPasses: createOperatorPasses(),
    sightings: createKeySightings(state, now),
    sessionSlots: createSessionSlots(),
    logLevels: createLogLevels(),
  };
}

function createPlugins(options: GatewayOptions, sharedState: SharedState): PluginPools {
  const { log, now, dataDirectory, registry, resolve, sharedKey, knownSecrets, secretWatch } = options;
  const { detectorWorkerPath, metrics, lineOutput } = options;
  const context = { now, dataDirectory, detectorWorkerPath, resolve, sharedKey, knownSecrets, metrics, log };
  const sharedStore = () => sharedState.reachable();
  return createPluginPool(
    registry,
    { ...context, sharedStore, ...(lineOutput && { lineOutput }) },
    secretWatch.editionOf,
  );
}
