import type { GatewayConfigInput } from '../../../../shared/config/gateway-config';
import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import { maskSecret } from '../../../../shared/text/redact';
import { createGatewayKey } from '../../ports/gateway-key';
import { convertBaseGuardrails } from '../base-product-guardrails';
import { convertBaseSettings } from './base-product-settings';
import { convertBaseServers } from './base-product-servers';
import type { ImportReport } from './import-report';

/** A new key for somebody who had one: theirs cannot be kept, since only hashes of our own keys are. */
export interface ReplacedKey {
  readonly id: string;
  /** Shown once. */
  readonly key: string;
  /** The former one, masked. */
  readonly replaces: string;
  readonly projectId: string;
  readonly userId: string;
}

export interface ImportedConfig {
  readonly config: Partial<GatewayConfigInput>;
  readonly keys: readonly ReplacedKey[];
}

export function isBaseProduct(value: JsonObject): boolean {
  return isJsonObject(value['mcp_configs']) || isJsonObject(value['common_mcp_gateway_config']);
}

const SECTIONS = new Set([
  'admin_apikey',
  'common_mcp_gateway_config',
  'plugins',
  'mcp_configs',
  'projects',
  'users',
  'apikeys',
  '$schema',
]);

/** An `enkrypt_mcp_config.json` in our words, every key of it (base product §2). */
export function convertBaseProduct(value: JsonObject, report: ImportReport): ImportedConfig {
  for (const name of Object.keys(value)) if (!SECTIONS.has(name)) report.left(name, 'is not known');
  if (value['admin_apikey'] !== undefined) {
    report.left('admin_apikey', 'the admin API has keys of its own, with roles: secure-mcp-gateway admin-key create');
  }
  const ids = new Map<string, string>();
  const { configs, renamed } = convertBaseServers(objectOf(value['mcp_configs']), report, ids);
  const users = convertUsers(objectOf(value['users']), report);
  const projects = convertProjects(objectOf(value['projects']), { configs, users, ids }, report);
  const { keys, issued } = convertKeys(objectOf(value['apikeys']), { projects, users }, report);
  return {
    config: {
      ...convertBaseSettings(value, report),
      ...convertGuardrails(value, renamed, report),
      configs,
      users,
      projects,
      keys,
    },
    keys: issued,
  };
}

type Section<Name extends 'configs' | 'users' | 'projects' | 'keys'> = NonNullable<GatewayConfigInput[Name]>;

/** Our ids are letters, digits, `-` and `_`; UUIDs fit as they are. */
const toId = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64) || 'x';

function convertGuardrails(
  value: JsonObject,
  renamed: ReadonlyMap<string, string>,
  report: ImportReport,
): Pick<GatewayConfigInput, 'guardrails'> | object {
  if (!isJsonObject(value['mcp_configs'])) return {};
  const { guardrails, notes } = convertBaseGuardrails(JSON.stringify(value), 'the imported file');
  for (const note of notes) report.changed('plugins.guardrails', note);
  const provider = objectOf(objectOf(value['plugins'])['guardrails']);
  const apiKey = objectOf(provider['config'])['api_key'];
  if (isRealSecret(apiKey))
    report.changed('plugins.guardrails.config.api_key', 'goes into the vault as ENKRYPT_API_KEY');
  if (guardrails.length <= 1) return {};
  return {
    guardrails: guardrails.map(({ servers, options, ...one }) => ({
      ...one,
      ...(servers === undefined ? {} : { servers: servers.map((name) => renamed.get(name) ?? name) }),
      ...(options === undefined ? {} : { options: withKey(options, apiKey) }),
    })),
  };
}

/** The key itself, which the import then moves into the vault like any other secret. */
function withKey(options: unknown, apiKey: unknown): unknown {
  if (!isJsonObject(options) || options['apiKey'] !== '${env:ENKRYPT_API_KEY}' || !isRealSecret(apiKey)) return options;
  return { ...options, apiKey };
}

const isRealSecret = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !/^YOUR_|^<|^\$\{/.test(value);

function convertUsers(users: JsonObject, report: ImportReport): Section<'users'> {
  const entries = Object.entries(users).map(([id, user]) => {
    report.taken(`users.${id}`);
    const email = isJsonObject(user) ? user['email'] : undefined;
    const isEmail = typeof email === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
    if (!isEmail) report.changed(`users.${id}.email`, 'is no e-mail address, and became the name');
    const name = typeof email === 'string' && email !== '' ? email.slice(0, 200) : id;
    return [toId(id), { name, ...(isEmail ? { email } : {}) }] as const;
  });
  return Object.fromEntries(entries);
}

function convertProjects(
  projects: JsonObject,
  { configs, users, ids }: { configs: Section<'configs'>; users: Section<'users'>; ids: ReadonlyMap<string, string> },
  report: ImportReport,
): Section<'projects'> {
  const entries = Object.entries(projects).map(([id, given]) => {
    const project = objectOf(given);
    report.taken(`projects.${id}`);
    const wanted = ids.get(String(project['mcp_config_id'] ?? ''));
    const hasConfig = wanted !== undefined && Object.hasOwn(configs, wanted);
    if (project['mcp_config_id'] && !hasConfig)
      report.left(`projects.${id}.mcp_config_id`, 'names a config that is not there');
    const members = (Array.isArray(project['users']) ? (project['users'] as unknown[]) : []).map((user) =>
      toId(String(user)),
    );
    const known = members.filter((user) => Object.hasOwn(users, user));
    for (const user of members.filter((one) => !known.includes(one))) {
      report.left(`projects.${id}.users`, `names the user ${user}, who is not there`);
    }
    const name = String(project['project_name'] ?? id).slice(0, 200) || id;
    return [toId(id), { name, userIds: known, ...(hasConfig ? { configId: wanted } : {}) }] as const;
  });
  return Object.fromEntries(entries);
}

function convertKeys(
  apikeys: JsonObject,
  { projects, users }: { projects: Section<'projects'>; users: Section<'users'> },
  report: ImportReport,
): { readonly keys: Section<'keys'>; readonly issued: readonly ReplacedKey[] } {
  const keys: Section<'keys'> = {};
  const issued: ReplacedKey[] = [];
  for (const [text, given] of Object.entries(apikeys)) {
    const replaces = maskSecret(text);
    const place = `apikeys.${replaces}`;
    const entry = objectOf(given);
    const [projectId, userId] = [toId(String(entry['project_id'] ?? '')), toId(String(entry['user_id'] ?? ''))];
    if (!Object.hasOwn(projects, projectId) || !Object.hasOwn(users, userId)) {
      report.left(place, 'belongs to a project or user that is not there');
      continue;
    }
    const { id, text: key, hash } = createGatewayKey();
    const isOff = entry['disabled'] === true;
    const now = new Date().toISOString();
    keys[id] = {
      name: `for ${replaces}`,
      hash,
      projectId,
      userId,
      createdAt: now,
      ...(isOff ? { disabledAt: now } : {}),
    };
    issued.push({ id, key, replaces, projectId, userId });
    report.changed(
      place,
      `got a new key, ${id}${isOff ? ', disabled like the former one' : ''}: give it to its holder`,
    );
    if (entry['rotated_from'] !== undefined) report.left(`${place}.rotated_from`, 'is a key in clear text');
  }
  return { keys, issued };
}

export const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
