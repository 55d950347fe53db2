import type { GatewayConfig } from '../../shared/config/gateway-config';
import { createRuntimeBuilder } from './build-runtime';
import { announceChanges, judgesAlike } from './config-changes';
import { createConfigSource } from './config-source';
import type { GatewayOptions } from './gateway-options';
import type { GatewayParts } from './gateway-parts';
import { countCache } from './metrics/cache-meter';
import { createRuntimeHolder, type Runtime } from './runtime';
import { createSecretChanges } from './secret-changes';

/** The configuration that requests go by: the file as it is now, or as it was when it was last right. */
export interface ConfigInForce {
  /** Works with what the file says by now, once it is read. */
  use: Runtime['inForce'];
  /** For a look at what is in force; not for work that waits. */
  current(): Runtime;
  /** What is wrong with the file, while a former one is in force. */
  problems(): readonly string[];
  /** Has the file read anew before the next request. */
  expireNow(): void;
  /** No longer looks after the file. */
  stopWatching(): void;
  dispose(): Promise<void>;
}

/** How often an edit of the file is noticed when no request comes. */
const WATCH_MS = 2_000;

/** Throws what keeps the first configuration from being in force. */
export async function putConfigInForce(
  options: GatewayOptions,
  parts: GatewayParts,
  first: GatewayConfig,
): Promise<ConfigInForce> {
  const { log, now, secretWatch, upstreams } = options;
  const build = createBuild(options, { ...parts, expireNow: () => source.expireNow(), inForce: (work) => use(work) });
  const built = await build(first);
  const holder = createRuntimeHolder(built.runtime, built.dispose, log);

  const source = createConfigSource({
    path: options.configPath,
    log,
    async apply(config) {
      const next = await build(config);
      const before = holder.current().config;
      parts.timeouts.useLimits(config.timeouts);
      holder.replace(next.runtime, next.dispose);
      announceChanges(before, config, parts.changes);
      options.onChange?.(before, config);
      if (!judgesAlike(before, config)) parts.results.clear();
    },
  });
  const secrets = createSecretChanges({
    watch: secretWatch,
    upstreams,
    config: () => holder.current().config,
    rebuild: () => {
      // A reading that is under way may have used what was there before.
      source.expireNow();
      return source.reload();
    },
    log,
  });
  // A file that is broken is read again when it changes, not at every request.
  const hasExpired = () => source.problems().length === 0 && now() >= holder.current().expiresAt;
  const isDue = () => source.isStale() || hasExpired();
  const use: Runtime['inForce'] = async (work) => {
    if (secrets.isStale()) await secrets.takeOver();
    const isHit = !isDue();
    countCache(parts.metrics, 'config', isHit);
    if (!isHit) await source.reload();
    // An edit that was made while an earlier one was being read.
    if (source.isStale()) await source.reload();
    return holder.use(work);
  };
  const timer = setInterval(() => {
    if (secrets.isStale()) void secrets.takeOver();
    if (isDue()) void source.reload();
  }, WATCH_MS).unref();

  return {
    use,
    current: () => holder.current(),
    problems: () => source.problems(),
    expireNow: () => source.expireNow(),
    stopWatching: () => clearInterval(timer),
    dispose: () => holder.dispose(),
  };
}

/** Builds what a configuration asks for, and has its record kept as it says; without that it is not in force. */
function createBuild(
  { headlessApprovals: headless, useActivity }: GatewayOptions,
  parts: Parameters<typeof createRuntimeBuilder>[0],
): ReturnType<typeof createRuntimeBuilder> {
  const builder = createRuntimeBuilder(parts);
  return async (config) => {
    const isAsWritten = headless === undefined;
    const built = await builder(isAsWritten ? config : { ...config, approvals: { ...config.approvals, headless } });
    try {
      await useActivity?.(config.activity);
      return built;
    } catch (failure) {
      await built.dispose();
      throw failure;
    }
  };
}
