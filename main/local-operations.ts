import { type Administration, createAdministration } from './admin/administration';
import { createDispatch } from './admin/dispatch';
import { administrationHandlers } from './admin/handlers';
import { clientHandlers } from './admin/handlers/clients';
import { createImportAdmin } from './admin/import-admin';
import { createKeptState } from './admin/kept-state';
import { planChanges, type PlannedChange } from './admin/plan-changes';
import { createSecretAdmin, type SecretAdmin } from './admin/secret-admin';
import { contract } from '../shared/contract/contract';
import { ADMIN_SCOPES, type Caller } from '../shared/contract/define';
import { openConfigFile } from './gateway/config/config-file';
import type { DataDirectory } from './gateway/config/data-directory';
import { createDryConfigFile } from './gateway/config/dry-config-file';
import { readRuntimeFile } from './gateway/config/runtime-file';
import { openClients } from './open-clients';
import type { SecretAccess } from './secret-access';

/** The operations of the contract that need no running gateway, for whoever can read and write the files anyway. */
export interface LocalOperations {
  readonly administration: Administration;
  /** Runs an operation by its name, such as `configs.list`. */
  run(name: string, input: unknown): Promise<unknown>;
  /** Of a dry run: what would have been changed. */
  planned(): Promise<readonly PlannedChange[]>;
}

export interface LocalOperationsNeeds {
  readonly directory: DataDirectory;
  /** Of the person whose clients are meant. */
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: () => Promise<SecretAccess>;
  /** Nothing is written; `planned` says what would be. */
  readonly dryRun?: boolean;
}

/** Whoever may read and write the files may do everything. */
export const OWNER: Caller = { id: 'command-line', scopes: new Set(ADMIN_SCOPES) };

export function createLocalOperations({
  directory,
  env,
  secrets,
  dryRun = false,
}: LocalOperationsNeeds): LocalOperations {
  const dry = dryRun ? createDryConfigFile(directory.config) : undefined;
  const file = dry ?? openConfigFile(directory.config, { backups: directory.backups });
  const kept = createKeptState(
    directory.state,
    async () => (await readRuntimeFile(directory.runtimeFile)) !== undefined,
  );
  const administration = createAdministration({
    dataDirectory: directory.root,
    file,
    look: async () => (await import('./look-for-secrets')).createLook(),
    openSecrets: async () => {
      const admin = createSecretAdmin((await secrets()).store, file);
      return dryRun ? withoutWriting(admin) : admin;
    },
    state: dryRun ? { ...kept, write: () => Promise.resolve(false) } : kept,
  });
  const imports = async () =>
    createImportAdmin({
      openStore: (await secrets()).store,
      file,
      look: (await import('./look-for-secrets')).createLook(),
    });
  // Files of clients have previews of their own: nothing of theirs is part of a dry run.
  const clients = dryRun ? {} : { clients: clientHandlers(openClients({ directory, env, administration, imports })) };
  const dispatch = createDispatch(contract, { ...administrationHandlers(administration), ...clients });
  return {
    administration,
    run: (name, input) => dispatch(name, input, OWNER),
    async planned() {
      const states = dry?.planned();
      return states === undefined ? [] : planChanges(states.before, states.after, await administration.masks());
    },
  };
}

function withoutWriting(admin: SecretAdmin): SecretAdmin {
  return { ...admin, set: async (name) => ({ name, version: 1, updatedAt: new Date().toISOString() }) };
}
