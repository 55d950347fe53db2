import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import type { ImportReport } from './import-report';

/** Where clients keep their servers: Claude, Cursor and most others; VS Code; Zed; Codex and Goose; VS Code’s settings. */
const CONTAINERS = [
  ['mcpServers'],
  ['servers'],
  ['context_servers'],
  ['mcp_servers'],
  ['extensions'],
  ['mcp', 'servers'],
];

export interface FoundServers {
  /** Path of the object that holds them; empty: the object itself. */
  readonly path: readonly string[];
  readonly servers: Readonly<Record<string, JsonObject>>;
}

/** Finds servers in what clients write; `undefined` when there are none. */
export function findClientServers(value: JsonObject): FoundServers | undefined {
  for (const path of CONTAINERS) {
    const found = path.reduce<unknown>((at, name) => (isJsonObject(at) ? at[name] : undefined), value);
    if (isJsonObject(found) && Object.values(found).some(isServer)) return { path, servers: serversIn(found) };
  }
  if (isServer(value)) return { path: [], servers: { [nameOf(value)]: value as JsonObject } };
  return Object.values(value).some(isServer) ? { path: [], servers: serversIn(value) } : undefined;
}

const ADDRESSES = ['url', 'serverUrl', 'httpUrl', 'uri', 'endpoint'] as const;
const COMMANDS = ['command', 'cmd'] as const;

function isServer(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const [command] = COMMANDS.map((name) => value[name]).filter((one) => one !== undefined);
  return isCommand(command) || ADDRESSES.some((name) => typeof value[name] === 'string');
}

/** A text; Zed’s older object with a path; OpenCode’s list. */
const isCommand = (value: unknown): boolean =>
  typeof value === 'string' || Array.isArray(value) || (isJsonObject(value) && typeof value['path'] === 'string');

const serversIn = (container: JsonObject): Record<string, JsonObject> =>
  Object.fromEntries(
    Object.entries(container).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1])),
  );

function nameOf(server: JsonObject): string {
  const { name } = server;
  if (typeof name === 'string') return name;
  const command = commandOf(server)?.command ?? 'server';
  return command.split(/[\\/]/).at(-1) ?? command;
}

interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: JsonObject;
}

function commandOf(server: JsonObject): Command | undefined {
  const given = server['command'] ?? server['cmd'];
  const list = textsOf(server['args']);
  if (typeof given === 'string') return { command: given, args: list, env: {} };
  if (Array.isArray(given)) {
    const [command, ...args] = textsOf(given);
    return command === undefined ? undefined : { command, args: [...args, ...list], env: {} };
  }
  if (!isJsonObject(given) || typeof given['path'] !== 'string') return undefined;
  const env = isJsonObject(given['env']) ? given['env'] : {};
  return { command: given['path'], args: [...textsOf(given['args']), ...list], env };
}

const UNDERSTOOD = new Set(
  [
    'command',
    'cmd',
    'args',
    'env',
    'envs',
    'environment',
    'cwd',
    'headers',
    'http_headers',
    'name',
    'description',
  ].concat(
    [...ADDRESSES],
    ['type', 'transport', 'transportType', 'enabled', 'disabled', 'timeout', 'tool_timeout_sec', 'startup_timeout_sec'],
    ['bearer_token_env_var', 'env_http_headers', 'source', 'oauth'],
  ),
);
/** What concerns the client alone, or is decided here by the policy. */
const OF_THE_CLIENT = new Set([
  'alwaysAllow',
  'autoApprove',
  'trust',
  'gallery',
  'version',
  'icon',
  'display_name',
  'bundled',
]);

/** One server of a client in our words. Everything that it has is in the report. `undefined`: it is none. */
export function convertClientServer(place: string, server: JsonObject, report: ImportReport): JsonObject | undefined {
  const command = commandOf(server);
  const url = ADDRESSES.map((name) => server[name]).find((one): one is string => typeof one === 'string');
  if (command === undefined && url === undefined) {
    report.left(place, 'names neither a program nor an address');
    return undefined;
  }
  report.taken(place);
  for (const name of Object.keys(server)) {
    if (UNDERSTOOD.has(name)) continue;
    const why = OF_THE_CLIENT.has(name) ? 'concerns the client alone; the gateway goes by its policy' : 'is not known';
    report.left(`${place}.${name}`, why);
  }
  const env = { ...command?.env, ...recordOf(server, ['env', 'envs', 'environment']) };
  const common = {
    ...(typeof server['description'] === 'string' ? { description: server['description'].slice(0, 2_000) } : {}),
    ...(isOff(server) ? { enabled: false } : {}),
    ...timeoutOf(place, server, report),
  };
  if (command !== undefined) {
    if (url !== undefined) report.left(`${place}.url`, 'a server with a program needs no address');
    return {
      ...common,
      command: command.command,
      args: [...command.args],
      ...(Object.keys(env).length === 0 ? {} : { env: textRecord(`${place}.env`, env, report) }),
      ...(typeof server['cwd'] === 'string' ? { cwd: server['cwd'] } : {}),
    };
  }
  return { ...common, url, ...transportOf(place, server, report), ...headersOf(place, server, report) };
}

const isOff = ({ enabled, disabled }: JsonObject): boolean => enabled === false || disabled === true;

function timeoutOf(place: string, server: JsonObject, report: ImportReport): JsonObject {
  const seconds = server['tool_timeout_sec'];
  if (typeof seconds === 'number' && seconds > 0) return { toolTimeout: Math.min(seconds, 86_400) };
  const { timeout } = server;
  if (typeof timeout !== 'number' || timeout <= 0) return {};
  // Clients write milliseconds or seconds; nobody waits for an hour, nor for less than a second.
  const isMs = timeout >= 1_000;
  report.changed(`${place}.timeout`, `was taken for ${isMs ? 'milliseconds' : 'seconds'}`);
  return { toolTimeout: isMs ? timeout / 1_000 : timeout };
}

function transportOf(place: string, server: JsonObject, report: ImportReport): JsonObject {
  const given = server['type'] ?? server['transport'] ?? server['transportType'];
  if (given === undefined) return {};
  if (given === 'sse') return { transport: 'sse' };
  if (/^(?:streamable[-_]?http|http|remote)$/i.test(String(given))) return {};
  report.left(`${place}.type`, `"${String(given).slice(0, 40)}" is not known; how it speaks is found out`);
  return {};
}

function headersOf(place: string, server: JsonObject, report: ImportReport): JsonObject {
  const headers: JsonObject = textRecord(`${place}.headers`, recordOf(server, ['headers', 'http_headers']), report);
  const bearer = server['bearer_token_env_var'];
  const named = recordOf(server, ['env_http_headers']);
  const all = {
    ...headers,
    ...(typeof bearer === 'string' ? { Authorization: `Bearer \${env:${bearer}}` } : {}),
    ...Object.fromEntries(Object.entries(named).map(([name, variable]) => [name, `\${env:${String(variable)}}`])),
  };
  if (server['oauth'] !== undefined) {
    report.changed(
      `${place}.oauth`,
      'was left out: the server is asked how to sign in (secure-mcp-gateway oauth connect)',
    );
  }
  return Object.keys(all).length === 0 ? {} : { headers: all };
}

function recordOf(server: JsonObject, names: readonly string[]): JsonObject {
  return Object.assign({}, ...names.map((name) => (isJsonObject(server[name]) ? server[name] : {}))) as JsonObject;
}

/** `${VAR}` and `${env:VAR}` of clients mean the environment; `${input:x}` a question that nobody asks here. */
function textRecord(place: string, record: JsonObject, report: ImportReport): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const input = /\$\{input:([^}]*)\}/.exec(text)?.[1];
      if (input !== undefined) {
        report.changed(
          `${place}.${name}`,
          `asks a person for "${input}"; set it: secure-mcp-gateway secret set ${secretName(input)}`,
        );
      }
      return [
        name,
        text
          .replace(/\$\{input:([^}]*)\}/g, (_, asked: string) => `\${secret:${secretName(asked)}}`)
          .replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-[^}]*)?\}/g, '${env:$1}'),
      ];
    }),
  );
}

const secretName = (text: string): string =>
  text.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '') || 'secret';

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? (value as unknown[]).map((one) => (typeof one === 'string' ? one : JSON.stringify(one))) : [];
