import type { ConfigExport } from '../../shared/contract/configs';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { ConfigDraft } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import { findId, newId, requireFreeName } from './find-entry';
import type { Masks } from './mask-config';

export interface ConfigSetFacts {
  readonly id: string;
  readonly name: string;
}

/** What may be done with sets of servers. A set is meant by its id or its name. */
export interface ConfigSetAdmin {
  create(name: string): Promise<ConfigSetFacts>;
  copy(source: string, name: string): Promise<ConfigSetFacts & { readonly sourceId: string }>;
  rename(identifier: string, name: string): Promise<ConfigSetFacts>;
  /** Throws `config_rejected` while a project uses it. */
  remove(identifier: string): Promise<ConfigSetFacts>;
  /** Throws `config_rejected` for an export whose secrets are masked. */
  import(exported: ConfigExport, name?: string): Promise<ConfigSetFacts>;
  /** Resolves with the names of what was removed. */
  removeAllServers(identifier: string): Promise<readonly string[]>;
}

type SetDraft = NonNullable<ConfigDraft['configs']>[string];

export function createConfigSetAdmin(file: ConfigFile, masks: () => Promise<Masks>): ConfigSetAdmin {
  return {
    create: (name) => file.update((draft) => add(draft, name, { name, servers: {} })),
    copy: (source, name) =>
      file.update((draft) => {
        const { id: sourceId, set } = setOf(draft, source);
        return { sourceId, ...add(draft, name, { ...structuredClone(set), name }) };
      }),
    rename: (identifier, name) =>
      file.update((draft) => {
        const { id, set } = setOf(draft, identifier);
        requireFreeName('config', draft.configs, { name, except: id });
        set.name = name;
        return { id, name };
      }),
    remove: (identifier) =>
      file.update((draft) => {
        const { id, set } = setOf(draft, identifier);
        requireUnused(draft, id);
        delete draft.configs?.[id];
        return { id, name: set.name };
      }),
    async import({ config }, name = config.name) {
      const { unmask } = await masks();
      const servers = unmask({ configs: { [name]: { servers: config.servers } } }, {}).configs[name]?.servers ?? {};
      return file.update((draft) => add(draft, name, { name, servers }));
    },
    removeAllServers: (identifier) =>
      file.update((draft) => {
        const { set } = setOf(draft, identifier);
        const names = Object.keys(set.servers ?? {});
        set.servers = {};
        return names;
      }),
  };
}

/** The set that an id or a name means. */
export function setOf(draft: ConfigDraft, identifier: string): { readonly id: string; readonly set: SetDraft } {
  const id = findId('config', draft.configs, identifier);
  return { id, set: (draft.configs as Record<string, SetDraft>)[id] as SetDraft };
}

function add(draft: ConfigDraft, name: string, set: SetDraft): ConfigSetFacts {
  requireFreeName('config', draft.configs, { name });
  const id = newId(name, draft.configs);
  (draft.configs ??= {})[id] = set;
  return { id, name };
}

function requireUnused(draft: ConfigDraft, id: string): void {
  const users = Object.entries(draft.projects ?? {}).filter(([, project]) => project.configId === id);
  if (users.length === 0) return;
  const names = users.map(([, { name }]) => `"${name}"`).join(', ');
  const message = `The config "${id}" is used by the project ${names}; assign another config there first`;
  throw new GatewayError('config_rejected', message, { config: id, projects: users.map(([project]) => project) });
}
