import { asGatewayError } from '../../shared/errors/gateway-error';
import type { GatewayConfig } from '../../shared/config/gateway-config';
import { createConfigWatch } from './config/config-watch';
import { loadConfig } from './config/load-config';
import type { Logger } from './ports/logger';

/** The configuration file as the running gateway sees it: read when it changed, kept as it was when broken. */
export interface ConfigSource {
  /** Whether what is in force may be older than the file, also while that is being read. Microseconds: asked before every request. */
  isStale(): boolean;
  /** Reads the file and hands it to `apply`. A broken edit, or one that cannot be applied, changes nothing. */
  reload(): Promise<void>;
  expireNow(): void;
  /** What is wrong with the newest edit; empty when it is in force. */
  problems(): readonly string[];
}

export function createConfigSource(needs: {
  readonly path: string;
  readonly apply: (config: GatewayConfig) => Promise<void>;
  readonly log: Logger;
}): ConfigSource {
  const watch = createConfigWatch(needs.path);
  let problems: readonly string[] = [];
  let isExpired = false;
  let reloading: Promise<void> | undefined;

  async function reload(): Promise<void> {
    isExpired = false;
    // Accepted before it is read, so that an edit during the reading is seen afterwards.
    watch.accept();
    try {
      const { config, stamp } = await loadConfig(needs.path);
      watch.accept(stamp);
      await needs.apply(config);
      problems = [];
      needs.log.info('The configuration is in force', { path: needs.path });
    } catch (thrown) {
      const { message } = asGatewayError(thrown);
      problems = [message];
      needs.log.error('The configuration was not taken over; the former one stays in force', { problem: message });
    }
  }

  return {
    isStale: () => isExpired || reloading !== undefined || watch.hasChanged(),
    reload: () => (reloading ??= reload().finally(() => (reloading = undefined))),
    expireNow: () => {
      isExpired = true;
    },
    problems: () => problems,
  };
}
