import { join } from 'node:path';
import type { GatewayConfig } from '../shared/config/gateway-config';
import type { DataDirectory } from './gateway/config/data-directory';
import { withFileLock } from './gateway/config/file-lock';
import { createCustodian, type Custodian } from './gateway/oauth/custodian';
import type { VaultRecords } from './gateway/ports/secret-store';
import { aloneAmongGateways, createSharedRecords } from './gateway/shared-state/shared-records';
import type { SharedState } from './gateway/shared-state/shared-state';
import type { Logger } from './gateway/ports/logger';
import type { StateStore } from './gateway/ports/state-store';
import type { ResolveReferences } from './gateway/upstream/resolve-references';
import type { SecretAccess } from './secret-access';

export interface TokenCustodyNeeds {
  readonly directory: DataDirectory;
  readonly secrets: SecretAccess;
  readonly resolve: ResolveReferences;
  /** What is in force now. */
  readonly config: () => GatewayConfig | undefined;
  /** What this gateway has with others. Absent: there are no others. */
  readonly shared?: () => SharedState | undefined;
  /** False: a token that no vault takes is of no use, as for a command that ends at once. */
  readonly orInMemory: boolean;
  /** Keeps what happened to tokens. */
  readonly state?: StateStore;
  readonly log: Logger;
}

/** A renewal may take three requests and the waits between them. */
const LOCK_TIMINGS = { staleMs: 5_000, waitMs: 60_000 };
const DEFAULT_TIMEOUT_S = 10;

/** The tokens of one data directory: in its vault, renewed by one process at a time. */
export function openTokenCustody({ directory, secrets, config, shared, ...needs }: TokenCustodyNeeds): Custodian {
  const others = shared ?? (() => undefined);
  let records: VaultRecords | undefined;
  return createCustodian({
    ...needs,
    config: () => config() ?? { configs: {} },
    async openVault() {
      const own = (await secrets.vault()).records;
      if (shared === undefined) return own;
      return (records ??= createSharedRecords(own, others));
    },
    alone: (id, work) =>
      withFileLock(join(directory.run, id), () => aloneAmongGateways(others(), id, work), LOCK_TIMINGS),
    learn: (name, token) => secrets.known.learn(name, token),
    now: Date.now,
    timeoutMs: () => (config()?.timeouts.auth ?? DEFAULT_TIMEOUT_S) * 1_000,
  });
}
