import type { GatewayConfig } from '../../shared/config/gateway-config';
import type { Outcome } from '../../shared/model/activity';
import type { ArgumentChecker } from './catalog/argument-checker';
import { boundTools, type ToolBounds } from './catalog/bound-tools';
import type { Catalog } from './catalog/catalog';
import { createCatalogViews } from './catalog/catalog-views';
import type { ListCache } from './catalog/list-cache';
import type { ListChanges } from './catalog/list-changes';
import { createServerShelf, type ServerShelf } from './catalog/server-shelf';
import { createDefinitionJudge } from './guardrails/judge-definitions';
import { createKnownOpinions } from './guardrails/known-opinions';
import { createPolicies } from './guardrails/policies';
import { type ActiveGuardrail, selectPanels } from './guardrails/select-guardrails';
import { Disposables } from './lifecycle';
import type { SharedLists } from './shared-state/shared-lists';
import type { SharedState } from './shared-state/shared-state';
import type { OperatorPasses } from './operator-passes';
import type { PluginPools } from './plugin-pool';
import type { ApprovalChannel } from './ports/approval-channel';
import type { AuthProvider } from './ports/auth-provider';
import type { GatewayTool } from './ports/gateway-tool';
import type { Logger } from './ports/logger';
import type { TelemetrySink } from './ports/telemetry-sink';
import type { Runtime } from './runtime';
import type { TimeoutManager } from './timeouts/timeout-manager';
import type { Upstream } from './upstream/upstream';
import type { UpstreamPool } from './upstream/upstream-pool';

/** What outlives a single configuration. */
export interface RuntimeParts {
  readonly product: Runtime['product'];
  readonly plugins: PluginPools;
  readonly upstreams: UpstreamPool;
  readonly approvals: Runtime['approvals'];
  /** Beside those that the configuration names. */
  readonly approvalChannels: readonly ApprovalChannel[];
  readonly gatewayTools: readonly GatewayTool[];
  readonly telemetry: readonly TelemetrySink[];
  readonly timeouts: TimeoutManager;
  readonly lists: ListCache;
  readonly sharedState: SharedState;
  readonly instances: Runtime['instances'];
  readonly sharedLists: SharedLists;
  readonly operatorPasses: OperatorPasses;
  readonly changes: ListChanges;
  readonly argumentChecker: ArgumentChecker;
  readonly argumentRules: Runtime['argumentRules'];
  readonly rates: Runtime['rates'];
  readonly counters: Runtime['counters'];
  readonly metrics: Runtime['metrics'];
  readonly results: Runtime['results'];
  readonly answers: Runtime['answers'];
  readonly subscriptions: Runtime['subscriptions'];
  readonly taskOwners: Runtime['taskOwners'];
  readonly sightings: Runtime['sightings'];
  readonly requestStates: Runtime['requestStates'];
  readonly placeholders: Runtime['placeholders'];
  readonly parkedCalls: Runtime['parkedCalls'];
  readonly sessionSlots: Runtime['sessionSlots'];
  readonly logLevels: Runtime['logLevels'];
  readonly log: Logger;
  readonly now: () => number;
  readonly clock: () => number;
  readonly count: (outcome: Outcome) => void;
  readonly expireNow: () => void;
  readonly inForce: Runtime['inForce'];
}

export interface BuiltRuntime {
  readonly runtime: Runtime;
  readonly dispose: () => Promise<void>;
}

/** Builds runtimes that share what outlives a configuration: caches, processes, providers whose line is unchanged. */
export function createRuntimeBuilder(parts: RuntimeParts): (config: GatewayConfig) => Promise<BuiltRuntime> {
  const { lists: cache } = parts;
  const shelves = new WeakMap<Upstream, ServerShelf>();
  let toolSeconds = 0;
  let bounds: (configId: string, server: string) => ToolBounds;
  let boundedBy = '';
  const opinions = createKnownOpinions(parts.sharedState, () => toolSeconds * 1_000);

  const shelfOf = (configId: string, upstream: Upstream): ServerShelf => {
    const known = shelves.get(upstream);
    if (known !== undefined) return known;
    const shelf = makeShelf(parts, {
      configId,
      upstream,
      cache,
      ttlMs: () => toolSeconds * 1_000,
      bounds: () => bounds(configId, upstream.server),
    });
    shelves.set(upstream, shelf);
    return shelf;
  };

  return async (config) => {
    const disposables = new Disposables();
    try {
      const providers = await acquireProviders(config, parts, disposables);
      const catalogs = new Map<string, Catalog>();
      for (const [configId, set] of Object.entries(config.configs)) {
        const upstreams = parts.upstreams.acquire(configId, set.servers);
        disposables.add(() => upstreams.release());
        catalogs.set(
          configId,
          createCatalogViews({ configId, set, upstreams, shelfOf: (one) => shelfOf(configId, one) }),
        );
      }
      parts.sharedState.use(providers.store);
      toolSeconds = config.cache.toolSeconds;
      bounds = (configId, server) => toolBounds(config, configId, server);
      // What was left out under other limits may be let in, and the other way round.
      const limits = JSON.stringify([config.limits, Object.values(config.configs).map(serverLimits)]);
      if (boundedBy !== limits) cache.clear();
      boundedBy = limits;
      parts.upstreams.useLimits(config.limits);
      const { timeouts, clock, now } = parts;
      const builtAt = now();
      const telemetry = [...parts.telemetry, ...providers.telemetry];
      const runtime: Runtime = {
        ...parts,
        config,
        authProviders: [...providers.auth, parts.operatorPasses.provider],
        panels: selectPanels(providers.guardrails, createPolicies(config)),
        opinions,
        definitions: createDefinitionJudge({ timeouts, clock, opinions }),
        catalogs,
        approvalChannels: [...parts.approvalChannels, ...providers.channels],
        telemetry,
        tracers: telemetry.flatMap(({ traces }) => (traces === undefined ? [] : [traces])),
        gatewayTools: new Map(parts.gatewayTools.map((tool) => [tool.definition.name, tool])),
        builtAt,
        expiresAt: builtAt + config.cache.configSeconds * 1_000,
      };
      return { runtime, dispose: () => disposables.dispose() };
    } catch (failure) {
      await disposables.dispose();
      throw failure;
    }
  };
}

async function acquireProviders(config: GatewayConfig, { plugins }: RuntimeParts, disposables: Disposables) {
  const { authFailures, lockoutWindow, lockout } = config.limits;
  const pool = plugins.with({ authFailures, lockoutWindow, lockout });
  const auth: AuthProvider[] = [];
  for (const entry of config.auth) {
    const { plugin, release } = await pool.acquire('auth', entry);
    disposables.add(release);
    auth.push(plugin);
  }
  const guardrails: ActiveGuardrail[] = [];
  for (const entry of config.guardrails) {
    if (!entry.enabled) continue;
    const { plugin, release } = await pool.acquire('guardrail', entry);
    disposables.add(release);
    guardrails.push({ entry, guardrail: plugin });
  }
  const channels: ApprovalChannel[] = [];
  for (const entry of config.approvals.channels) {
    const { plugin, release } = await pool.acquire('approval-channel', entry);
    disposables.add(release);
    channels.push(plugin);
  }
  const telemetry: TelemetrySink[] = [];
  for (const entry of config.telemetry) {
    if (!entry.enabled) continue;
    const { plugin, release } = await pool.acquire('telemetry', entry);
    disposables.add(release);
    telemetry.push(plugin);
  }
  const { provider } = config.cache;
  const store = provider === undefined ? undefined : await pool.acquire('cache', provider);
  if (store !== undefined) disposables.add(store.release);
  return { auth, guardrails, channels, telemetry, store: store?.plugin };
}

interface ShelfFacts {
  readonly configId: string;
  readonly upstream: Upstream;
  readonly cache: ListCache;
  ttlMs(): number;
  bounds(): ToolBounds;
}

const serverLimits = ({ servers }: GatewayConfig['configs'][string]) =>
  Object.values(servers).map(({ limits }) => limits);

function toolBounds({ configs, limits }: GatewayConfig, configId: string, server: string): ToolBounds {
  const own = configs[configId]?.servers[server]?.limits;
  const { toolsPerServer = limits.toolsPerServer, schemaSize = limits.schemaSize } = own ?? {};
  return { toolsPerServer, schemaSize };
}

function makeShelf(
  { timeouts, now, changes, counters, metrics, sharedLists, upstreams, log }: RuntimeParts,
  facts: ShelfFacts,
): ServerShelf {
  const { configId, upstream } = facts;
  return createServerShelf({
    ...facts,
    timeouts,
    now,
    shared: (onChanged) =>
      sharedLists.of({ placeId: upstreams.placeIdOf(upstream), server: upstream.server, configId, onChanged }),
    bound(list, whole) {
      if (list !== 'tools') return whole;
      const { list: bounded, notes, leftOut } = boundTools(whole, facts.bounds());
      if (leftOut > 0) counters.count('tool_left_out', upstream.server, leftOut);
      for (const note of notes) log.warn('Tools of a server are left out', { server: upstream.server, why: note });
      return bounded;
    },
    onChange: (list) => changes.announce({ configId, server: upstream.server, list }),
    onRead(list) {
      if (list === 'tools') metrics.add('enkrypt_servers_discovered', [upstream.server]);
    },
  });
}
