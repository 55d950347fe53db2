import type { GatewayConfig } from '../../shared/config/gateway-config';
import { findSecretUses } from './config/secret-references';
import type { SecretWatch } from './config/secret-watch';
import type { Logger } from './ports/logger';
import type { UpstreamPool } from './upstream/upstream-pool';

export interface SecretChangesNeeds {
  readonly watch: SecretWatch;
  readonly upstreams: UpstreamPool;
  readonly config: () => GatewayConfig;
  /** Puts the configuration in force anew, with those providers made again that name a changed secret. */
  readonly rebuild: () => Promise<void>;
  readonly log: Logger;
}

export interface SecretChanges {
  /** Also while a change is being carried out. Microseconds: asked before every request. */
  isStale(): boolean;
  /** Gives what was changed to whoever names it, and to nobody else. */
  takeOver(): Promise<void>;
}

/** Carries changed secrets to the servers and providers that name them. */
export function createSecretChanges({ watch, upstreams, config, rebuild, log }: SecretChangesNeeds): SecretChanges {
  let underWay: Promise<void> | undefined;

  async function takeOver(): Promise<void> {
    const changed = await watch.takeChanges();
    if (changed.size === 0) return;
    const namesOne = (value: unknown): boolean => findSecretUses(value).some(({ name }) => changed.has(name));
    const servers = new Set<string>();
    upstreams.renew((place) => {
      const isMeant = namesOne(place.config);
      if (isMeant) servers.add(place.server);
      return isMeant;
    });
    const { auth, guardrails, approvals } = config();
    const providers = namesOne([auth, guardrails, approvals.channels]);
    log.info('Secrets were changed', { secrets: [...changed].sort(), servers: [...servers].sort(), providers });
    if (providers) await rebuild();
  }

  const takeOverOnce = () => (underWay ??= takeOver().finally(() => (underWay = undefined)));
  return {
    isStale: () => underWay !== undefined || watch.isStale(),
    async takeOver() {
      await takeOverOnce();
      // One that was made while an earlier one was being read.
      if (watch.isStale()) await takeOverOnce();
    },
  };
}
