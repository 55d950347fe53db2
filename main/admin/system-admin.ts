import type { Backup } from '../../shared/contract/system';
import type { GatewayConfig } from '../../shared/config/gateway-config';
import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { blankConfig, type ConfigDraft } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import type { Masks } from './mask-config';

/** What the gateway remembers, as far as it may be carried elsewhere. */
export interface KeptState {
  read(): Promise<JsonObject>;
  /** False while a gateway runs, which has it in its memory and would write over it. */
  write(state: JsonObject): Promise<boolean>;
}

export interface Health {
  readonly issues: readonly string[];
  readonly warnings: readonly string[];
  readonly statistics: Readonly<Record<'projects' | 'users' | 'configs' | 'servers' | 'keys' | 'disabledKeys', number>>;
}

/** What may be done with the configuration as a whole. */
export interface SystemAdmin {
  health(): Promise<Health>;
  backup(options: { readonly withSecrets: boolean }): Promise<Backup>;
  /** Throws `config_rejected` and changes nothing when the backup is not valid, or masks a secret that nobody knows. */
  restore(backup: Backup): Promise<'restored' | 'left'>;
  /** Resolves with how much went. */
  reset(): Promise<Readonly<Record<string, number>>>;
}

export interface SystemAdminNeeds {
  readonly file: ConfigFile;
  readonly masks: () => Promise<Masks>;
  readonly state: KeptState;
  readonly now: () => number;
}

export function createSystemAdmin({ file, masks, state, now }: SystemAdminNeeds): SystemAdmin {
  return {
    health: async () => {
      try {
        return healthOf(await file.read(), now());
      } catch (thrown) {
        if (!(thrown instanceof GatewayError) || thrown.code !== 'config_invalid') throw thrown;
        return { issues: [thrown.message], warnings: [], statistics: countsOf({}) };
      }
    },
    async backup({ withSecrets }) {
      await file.read();
      const config = await file.raw();
      const shown = withSecrets ? config : (await masks()).mask(config);
      const timestamp = new Date(now()).toISOString();
      return { backup_version: 1, timestamp, config: { ...shown }, state: { ...(await state.read()) } };
    },
    async restore({ config, state: kept }) {
      const present: unknown = await file.raw().catch(() => undefined);
      const next = (await masks()).unmask(config, present);
      await file.replace(next as unknown as ConfigDraft);
      return (await state.write(kept)) ? 'restored' : 'left';
    },
    async reset() {
      const present: unknown = await file.raw().catch(() => undefined);
      await file.replace(blankConfig());
      const { disabledKeys: _, ...removed } = countsOf(isJsonObject(present) ? present : {});
      return removed;
    },
  };
}

function countsOf(config: JsonObject): Health['statistics'] {
  const entries = (member: string): readonly unknown[] =>
    isJsonObject(config[member]) ? Object.values(config[member]) : [];
  const inSet = (set: unknown): number =>
    isJsonObject(set) && isJsonObject(set['servers']) ? Object.keys(set['servers']).length : 0;
  return {
    projects: entries('projects').length,
    users: entries('users').length,
    configs: entries('configs').length,
    servers: entries('configs').reduce<number>((sum, set) => sum + inSet(set), 0),
    keys: entries('keys').length,
    disabledKeys: entries('keys').filter((key) => isJsonObject(key) && key['disabledAt'] !== undefined).length,
  };
}

function healthOf(config: GatewayConfig, now: number): Health {
  const { projects, keys, users, configs } = config;
  const warnings = [
    ...Object.values(projects).flatMap(({ name, configId, userIds }) => [
      ...(configId === undefined ? [`The project "${name}" has no config`] : []),
      ...(userIds.length === 0 ? [`The project "${name}" has no users`] : []),
    ]),
    ...Object.values(configs).flatMap(({ name, servers }) =>
      Object.keys(servers).length === 0 ? [`The config "${name}" has no servers`] : [],
    ),
    ...Object.entries(keys).flatMap(([id, { projectId, userId, expiresAt }]) => [
      ...(projects[projectId]?.userIds.includes(userId) === true
        ? []
        : [`The user of the key ${id} is not a member of its project, so it is refused`]),
      ...(expiresAt !== undefined && Date.parse(expiresAt) <= now ? [`The key ${id} has expired`] : []),
    ]),
    ...(Object.keys(users).length === 0 ? ['There are no users'] : []),
  ];
  return { issues: [], warnings, statistics: countsOf(config) };
}
