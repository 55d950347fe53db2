import { createOAuthAdmin, type OAuthAdmin } from './admin/oauth-admin';
import { recordedOAuth } from './admin/recorded-changes';
import type { DataDirectory } from './gateway/config/data-directory';
import { loadConfig } from './gateway/config/load-config';
import { openStateStore } from './gateway/config/state-store';
import type { Logger } from './gateway/ports/logger';
import { createReferenceResolver } from './gateway/upstream/resolve-references';
import { recordedAtCommandLine } from './record-change';
import type { SecretAccess } from './secret-access';
import { openTokenCustody } from './token-custody';

export interface OwnOAuthNeeds {
  readonly directory: DataDirectory;
  readonly secrets: SecretAccess;
  readonly log: Logger;
}

/** The tokens of a data directory with which no gateway runs. */
export async function openOwnOAuth({ directory, secrets, log }: OwnOAuthNeeds): Promise<{
  readonly oauth: OAuthAdmin;
  readonly close: () => Promise<void>;
}> {
  const { config } = await loadConfig(directory.config);
  // The gateway that might keep it otherwise does not run.
  const state = openStateStore(directory.state, log);
  const custodian = openTokenCustody({
    directory,
    secrets,
    resolve: createReferenceResolver({ readSecret: secrets.read }),
    config: () => config,
    orInMemory: false,
    state,
    log,
  });
  return {
    oauth: recordedOAuth(
      createOAuthAdmin(custodian, () => config),
      recordedAtCommandLine(directory),
    ),
    async close() {
      await custodian.stop();
      await state.flush();
      await secrets.dispose();
    },
  };
}
