import type { configs } from '../../../shared/contract/configs';
import type { Caller, Handlers } from '../../../shared/contract/define';
import type { GatewayConfig } from '../../../shared/config/gateway-config';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Administration } from '../administration';
import type { ConfigSetFacts } from '../config-set-admin';
import { findId } from '../find-entry';
import { pageOf } from '../page';
import { configRows, serverRows } from '../views';

const factsOf = ({ id, name }: ConfigSetFacts) => ({ config_id: id, config_name: name });

/** Sets of servers. */
export function configHandlers(admin: Administration): Handlers<typeof configs> {
  const { configSets } = admin;
  return {
    list: async (choice) => pageOf(configRows(await admin.read()), (row) => row.mcp_config_id, choice),
    create: async ({ config_name }) => factsOf(await configSets.create(config_name)),
    async copy({ source_config, target_config }) {
      const { sourceId, ...copy } = await configSets.copy(source_config, target_config);
      return { source_config_id: sourceId, ...factsOf(copy) };
    },
    import: async ({ config, config_name }) => factsOf(await configSets.import(config, config_name)),
    search: async ({ search_term, ...choice }) =>
      pageOf(foundIn(await admin.read(), search_term), (row) => row.mcp_config_id, choice),
    get: async ({ config_identifier }) => configView(admin, config_identifier),
    rename: async ({ config_identifier, new_name }) => factsOf(await configSets.rename(config_identifier, new_name)),
    remove: async ({ config_identifier }) => factsOf(await configSets.remove(config_identifier)),
    async listProjects({ config_identifier, ...choice }) {
      const { configs, projects } = await admin.read();
      const id = findId('config', configs, config_identifier);
      const rows = Object.entries(projects)
        .filter(([, { configId }]) => configId === id)
        .map(([project_id, { name, userIds }]) => ({ project_id, project_name: name, users: userIds.length }));
      return pageOf(rows, (row) => row.project_id, choice);
    },
    validate: async ({ config_identifier }) => validateSet(admin, config_identifier),
    async export({ config_identifier, include_secrets }, caller) {
      if (include_secrets) requireWrite(caller, 'include_secrets');
      const { id, name, servers } = await rawSet(admin, config_identifier, include_secrets);
      return { mcp_config_id: id, exported_at: new Date(admin.now()).toISOString(), config: { name, servers } };
    },
    async listServers({ config_identifier, ...choice }) {
      const { configs } = (await admin.masks()).mask(await admin.read());
      const id = findId('config', configs, config_identifier);
      return pageOf(serverRows(configs[id]?.servers ?? {}), (row) => row.server_name, choice);
    },
    async removeAllServers({ config_identifier }) {
      return { removed: [...(await configSets.removeAllServers(config_identifier))] };
    },
  };
}

/** Throws for callers who may only look, naming the member that asks for more. */
export function requireWrite({ scopes }: Caller, member: string): void {
  if (scopes.has('write')) return;
  throw new GatewayError('insufficient_permissions', `"${member}" needs a credential with the scope "write"`);
}

/** A set as it stands in the file, without defaults. */
export async function rawSet(admin: Administration, identifier: string, withSecrets: boolean) {
  await admin.read();
  const { configs = {} } = await admin.config.raw();
  const id = findId('config', configs, identifier);
  const shown = withSecrets ? { configs } : (await admin.masks()).mask({ configs });
  const { name, servers = {} } = shown.configs[id]!;
  return { id, name, servers: servers as Record<string, unknown> };
}

export async function configView(admin: Administration, identifier: string) {
  const { id, name, servers } = await rawSet(admin, identifier, false);
  const entries = Object.entries(servers).map(([server_name, entry]) => ({ ...(entry as object), server_name }));
  return { mcp_config_id: id, mcp_config_name: name, mcp_config: entries };
}

async function validateSet(admin: Administration, identifier: string) {
  const { problems } = await admin.config.validate();
  const { configs = {} } = await admin.config.raw();
  const id = findId('config', configs, identifier);
  const own = problems.filter(
    ({ path }) => path === '' || path === `configs.${id}` || path.startsWith(`configs.${id}.`),
  );
  return { valid: own.length === 0, problems: own.map((problem) => ({ ...problem })) };
}

const MATCHES = ['config_name', 'config_id', 'server_name', 'server_description'] as const;

function foundIn({ configs }: GatewayConfig, term: string) {
  const wanted = term.toLowerCase();
  const has = (text: string | undefined): boolean => text?.toLowerCase().includes(wanted) === true;
  return Object.entries(configs).flatMap(([id, { name, servers }]) => {
    const hits = [
      has(name),
      has(id),
      Object.keys(servers).some(has),
      Object.values(servers).some(({ description }) => has(description)),
    ];
    const match_type = MATCHES[hits.indexOf(true)];
    if (match_type === undefined) return [];
    return [{ mcp_config_id: id, mcp_config_name: name, match_type, servers: Object.keys(servers).length }];
  });
}
