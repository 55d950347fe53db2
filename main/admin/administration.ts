import type { GatewayConfig } from '../../shared/config/gateway-config';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { ConfigFile } from '../gateway/config/config-file';
import { type AdminKeyAdmin, createAdminKeyAdmin } from './admin-key-admin';
import { createConfigAdmin, type ConfigAdmin } from './config-admin';
import { type ConfigSetAdmin, createConfigSetAdmin } from './config-set-admin';
import { createKeyAdmin, type KeyAdmin } from './key-admin';
import { createMasks, type Masks } from './mask-config';
import type { LookForSecrets } from './plaintext-secrets';
import { createOwnPolicyAdmin, type OwnPolicyAdmin } from './own-policy-admin';
import { createProjectAdmin, type ProjectAdmin } from './project-admin';
import type { SecretAdmin } from './secret-admin';
import { createServerAdmin, type ServerAdmin } from './server-admin';
import { createServerEntryAdmin, type ServerEntryAdmin } from './server-entry-admin';
import { createSettingsAdmin, type SettingsAdmin } from './settings-admin';
import { createSystemAdmin, type KeptState, type SystemAdmin } from './system-admin';
import { createUserAdmin, type UserAdmin } from './user-admin';

/** Everything people may do with the files of one data directory, whether or not a gateway runs. */
export interface Administration {
  readonly dataDirectory: string;
  readonly servers: ServerAdmin;
  readonly keys: KeyAdmin;
  readonly adminKeys: AdminKeyAdmin;
  readonly config: ConfigAdmin;
  readonly configSets: ConfigSetAdmin;
  readonly serverEntries: ServerEntryAdmin;
  readonly ownPolicies: OwnPolicyAdmin;
  readonly projects: ProjectAdmin;
  readonly users: UserAdmin;
  readonly settings: SettingsAdmin;
  readonly system: SystemAdmin;
  /** The configuration as it is in the file; throws `config_missing` or `config_invalid`. */
  read(): Promise<GatewayConfig>;
  masks(): Promise<Masks>;
  readonly now: () => number;
}

export interface AdministrationNeeds {
  /** Root of the data directory. */
  readonly dataDirectory: string;
  readonly file: ConfigFile;
  /** Asked once something is to be shown. Absent: only what stands under a secret’s name is taken for one. */
  readonly look?: () => Promise<LookForSecrets>;
  /** Absent: secrets cannot be set from here. */
  readonly openSecrets?: () => Promise<SecretAdmin>;
  /** Absent: backups hold the configuration alone. */
  readonly state?: KeptState;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Gathers what may be done. */
export function createAdministration(needs: AdministrationNeeds): Administration {
  const { dataDirectory, file, now = Date.now, look = () => Promise.resolve(() => []), state = NO_STATE } = needs;
  let made: Promise<Masks> | undefined;
  const masks = (): Promise<Masks> => (made ??= look().then(createMasks));
  return {
    dataDirectory,
    servers: createServerAdmin(file),
    keys: createKeyAdmin(file, now),
    adminKeys: createAdminKeyAdmin(file, now),
    config: createConfigAdmin(file, now),
    configSets: createConfigSetAdmin(file, masks),
    serverEntries: createServerEntryAdmin(file, masks),
    ownPolicies: createOwnPolicyAdmin(file),
    projects: createProjectAdmin(file, now),
    users: createUserAdmin(file, now),
    settings: createSettingsAdmin(file, needs.openSecrets ?? noSecrets),
    system: createSystemAdmin({ file, masks, state, now }),
    read: () => file.read(),
    masks,
    now,
  };
}

const NO_STATE: KeptState = { read: () => Promise.resolve({}), write: () => Promise.resolve(false) };

const noSecrets = (): Promise<never> =>
  Promise.reject(new GatewayError('operation_failed', 'Secrets cannot be set from here'));
