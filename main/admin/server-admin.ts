import type { GatewayConfig } from '../../shared/config/gateway-config';
import type { UpstreamServer } from '../../shared/config/upstream-server';
import { GatewayError } from '../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { redact } from '../../shared/text/redact';
import { DEFAULT_ID, type ConfigDraft } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import { chooseName, entryNamed } from './choose';

/** A configured server as people see it. Holds no secret: values of the environment and of headers stay behind. */
export interface ServerListing {
  readonly name: string;
  readonly configId: string;
  readonly transport: 'stdio' | 'http';
  /** The command line, the URL, or `bundled <name>`; redacted. */
  readonly target: string;
  readonly enabled: boolean;
  readonly description?: string;
  /** Names alone. */
  readonly env: readonly string[];
  /** Names alone. */
  readonly headers: readonly string[];
}

export interface ServerChoice {
  readonly name: string;
  /** Absent: the config that has it; when several do, it must be said. */
  readonly configId?: string | undefined;
}

export interface ServerAdmin {
  /** Throws `config_rejected` for a name in use or an entry that is not valid; nothing is written then. */
  add(server: ServerChoice & { readonly settings: JsonObject }): Promise<ServerListing>;
  list(choice?: { readonly configId?: string | undefined }): Promise<readonly ServerListing[]>;
  remove(choice: ServerChoice): Promise<ServerListing>;
  setEnabled(choice: ServerChoice & { readonly enabled: boolean }): Promise<ServerListing>;
}

/** What may be done with the servers of a configuration. */
export function createServerAdmin(file: ConfigFile): ServerAdmin {
  return {
    async add({ name, configId, settings }) {
      const id = await file.update((draft) => addServer(draft, name, configId, settings));
      return listingOf(await file.read(), id, name);
    },
    async list({ configId } = {}) {
      const config = await file.read();
      if (configId !== undefined) entryNamed('config', config.configs, configId);
      const ids = Object.keys(config.configs).filter((id) => configId === undefined || id === configId);
      return ids.flatMap((id) =>
        Object.keys(config.configs[id]?.servers ?? {}).map((name) => listingOf(config, id, name)),
      );
    },
    async remove({ name, configId }) {
      const listing = await findServer(file, name, configId);
      await file.update((draft) => {
        const servers = serversOf(draft, listing.configId);
        entryNamed('server', servers, name);
        delete servers[name];
      });
      return listing;
    },
    async setEnabled({ name, configId, enabled }) {
      const { configId: id } = await findServer(file, name, configId);
      await file.update((draft) => {
        const entry = entryNamed('server', serversOf(draft, id), name);
        if (isJsonObject(entry)) Object.assign(entry, { enabled });
      });
      return listingOf(await file.read(), id, name);
    },
  };
}

function addServer(draft: ConfigDraft, name: string, given: string | undefined, settings: JsonObject): string {
  const configs = (draft.configs ??= {});
  // A hand-written file may have no config at all; the first server brings the default one.
  if (given === undefined && Object.keys(configs).length === 0) configs[DEFAULT_ID] = { name: 'Default', servers: {} };
  const id = chooseName('config', Object.keys(configs), { given, preferred: DEFAULT_ID });
  const servers = serversOf(draft, id);
  if (Object.hasOwn(servers, name)) {
    const message = `The config "${id}" already has a server "${name}"; remove it first, or choose another name`;
    throw new GatewayError('config_rejected', message, { server: name, config: id });
  }
  servers[name] = settings;
  return id;
}

function serversOf(draft: ConfigDraft, configId: string): Record<string, unknown> {
  const set = entryNamed('config', draft.configs, configId);
  return (set.servers ??= {});
}

async function findServer(file: ConfigFile, name: string, configId: string | undefined): Promise<ServerListing> {
  const config = await file.read();
  if (configId !== undefined) {
    entryNamed('server', entryNamed('config', config.configs, configId).servers, name);
    return listingOf(config, configId, name);
  }
  const ids = Object.keys(config.configs).filter((id) => Object.hasOwn(config.configs[id]?.servers ?? {}, name));
  const [id] = ids;
  if (id === undefined) {
    const all = Object.assign({}, ...Object.values(config.configs).map(({ servers }) => servers)) as JsonObject;
    entryNamed('server', all, name);
  }
  if (id === undefined || ids.length > 1) {
    const message = `Say which config: "${name}" is a server of ${ids.join(' and ')}`;
    throw new GatewayError('unknown_name', message, { server: name, known: ids });
  }
  return listingOf(config, id, name);
}

function listingOf(config: GatewayConfig, configId: string, name: string): ServerListing {
  const server: UpstreamServer = entryNamed('server', config.configs[configId]?.servers, name);
  return {
    name,
    configId,
    transport: 'url' in server ? 'http' : 'stdio',
    target: redact(targetOf(server)),
    enabled: server.enabled,
    ...(server.description === undefined ? {} : { description: server.description }),
    env: 'env' in server ? Object.keys(server.env) : [],
    headers: 'headers' in server ? Object.keys(server.headers) : [],
  };
}

function targetOf(server: UpstreamServer): string {
  if ('url' in server) return server.url;
  if ('bundled' in server) return `bundled ${server.bundled}`;
  return [server.command, ...server.args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word)))
    .join(' ');
}
