import type { GatewayConfigInput } from '../../../../shared/config/gateway-config';
import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import { convertBaseOAuth } from '../base-product-oauth';
import { convertBasePolicies } from '../base-product-policy';
import type { ImportReport } from './import-report';
import { toServerName } from './server-name';

type Configs = NonNullable<GatewayConfigInput['configs']>;

export interface ConvertedServers {
  readonly configs: Configs;
  /** Servers by the name that they had. */
  readonly renamed: ReadonlyMap<string, string>;
}

const KNOWN = new Set(
  ['server_name', 'description', 'config', 'oauth_config', 'tools', 'enable_server_info_validation'].concat(
    ['tool_guardrails_policy', 'enable_tool_guardrails', 'input_guardrails_policy', 'output_guardrails_policy'],
    ['created_at', 'updated_at', 'imported_at'],
  ),
);

/** The named sets of servers (base product §2.5). `ids` is filled with our id for each of theirs. */
export function convertBaseServers(
  given: JsonObject,
  report: ImportReport,
  ids: Map<string, string>,
): ConvertedServers {
  const configs: Configs = {};
  const renamed = new Map<string, string>();
  for (const [id, set] of Object.entries(given)) {
    const entries = isJsonObject(set) && Array.isArray(set['mcp_config']) ? (set['mcp_config'] as unknown[]) : [];
    const ours =
      id
        .replace(/[^A-Za-z0-9_-]+/g, '-')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 64) || 'config';
    ids.set(id, ours);
    const servers: Record<string, unknown> = {};
    for (const [index, entry] of entries.entries()) {
      const place = `mcp_configs.${id}.mcp_config[${index}]`;
      const settings = isJsonObject(entry) ? convertServer(place, entry, report) : undefined;
      if (!isJsonObject(entry) || settings === undefined) {
        report.left(place, 'names no command');
        continue;
      }
      const theirs = String(entry['server_name'] ?? 'server');
      const name = toServerName(theirs, new Set(Object.keys(servers)), report, `${place}.server_name`);
      renamed.set(theirs, name);
      servers[name] = settings;
    }
    const name = isJsonObject(set) && typeof set['mcp_config_name'] === 'string' ? set['mcp_config_name'] : id;
    configs[ours] = { name: name.slice(0, 200) || ours, servers };
  }
  return { configs, renamed };
}

function convertServer(place: string, entry: JsonObject, report: ImportReport): JsonObject | undefined {
  const config = isJsonObject(entry['config']) ? entry['config'] : {};
  if (typeof config['command'] !== 'string') return undefined;
  report.taken(place);
  for (const name of Object.keys(entry)) if (!KNOWN.has(name)) report.left(`${place}.${name}`, 'is not known');
  for (const name of Object.keys(config)) {
    if (!['command', 'args', 'env'].includes(name)) report.left(`${place}.config.${name}`, 'is not known');
  }
  const { description, tools } = entry;
  const env = isJsonObject(config['env']) ? textsOf(config['env']) : {};
  const args = Array.isArray(config['args']) ? (config['args'] as unknown[]).map(String) : [];
  return {
    ...(typeof description === 'string' && description !== '' ? { description: description.slice(0, 2_000) } : {}),
    command: config['command'],
    args,
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...toolsOf(`${place}.tools`, tools, report),
    ...policyOf(place, entry, report),
    ...oauthOf(`${place}.oauth_config`, entry['oauth_config'], report),
  };
}

const textsOf = (record: JsonObject): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

/** `{}` means all that the server offers; names alone make a list, since what a tool is comes from its server. */
function toolsOf(place: string, tools: unknown, report: ImportReport): JsonObject {
  const names = isJsonObject(tools) ? Object.keys(tools) : [];
  if (names.length === 0) return {};
  report.changed(place, 'became the list of tools that exist; what they are is asked of the server');
  return { tools: names };
}

function policyOf(place: string, entry: JsonObject, report: ImportReport): JsonObject {
  const { policy, notes } = convertBasePolicies(entry);
  for (const note of notes) report.changed(place, note);
  for (const member of ['input_guardrails_policy', 'output_guardrails_policy', 'tool_guardrails_policy']) {
    const given = entry[member];
    const isUnnamed = isJsonObject(given) && given['enabled'] === true && !given['policy_name'];
    if (isUnnamed)
      report.changed(`${place}.${member}`, 'names no policy at the vendor: the detectors that ship look instead');
  }
  return Object.keys(policy.detectors ?? {}).length === 0 ? {} : { policy: policy as JsonObject };
}

function oauthOf(place: string, given: unknown, report: ImportReport): JsonObject {
  if (!isJsonObject(given)) return {};
  const { oauth, notes } = convertBaseOAuth(given);
  if (oauth.enabled === false) {
    report.left(place, 'is not enabled');
    return {};
  }
  for (const note of notes) report.changed(place, note);
  report.taken(place);
  return { oauth: oauth as JsonObject };
}
