import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { nearestWord } from '../../../shared/text/nearest-word';
import { formatPath, type ConfigProblem, type PathPart } from './config-problem';
import { checkSecretUses } from './secret-references';

/**
 * Finds what single values cannot show: names that point nowhere, names used twice, addresses that do not fit
 * together. Works on the raw file, so that these problems show even where others stand beside them.
 */
export function checkReferences(config: JsonObject): ConfigProblem[] {
  return [
    ...checkProjects(config),
    ...checkKeys(config),
    ...checkSetNames(config),
    ...checkGuardrails(config),
    ...checkListen(config),
    ...checkSecretUses(config),
  ];
}

function checkProjects(config: JsonObject): ConfigProblem[] {
  const configs = namesOf(config['configs']);
  const users = namesOf(config['users']);
  return entriesOf(config['projects']).flatMap(([id, project]) => [
    ...pointsNowhere(['projects', id, 'configId'], project['configId'], configs, 'config'),
    ...listOf(project['userIds']).flatMap((user, index) =>
      pointsNowhere(['projects', id, 'userIds', index], user, users, 'user'),
    ),
  ]);
}

/** That a key's user is a member of its project is asked when the key is used, not here. */
function checkKeys(config: JsonObject): ConfigProblem[] {
  const projects = namesOf(config['projects']);
  const users = namesOf(config['users']);
  return entriesOf(config['keys']).flatMap(([id, key]) => [
    ...pointsNowhere(['keys', id, 'projectId'], key['projectId'], projects, 'project'),
    ...pointsNowhere(['keys', id, 'userId'], key['userId'], users, 'user'),
  ]);
}

function checkSetNames(config: JsonObject): ConfigProblem[] {
  const sets = entriesOf(config['configs']);
  return usedTwice(sets.map(([id, set]) => ({ path: ['configs', id, 'name'], name: set['name'] })));
}

function checkGuardrails(config: JsonObject): ConfigProblem[] {
  const guardrails = listOf(config['guardrails']);
  const servers = entriesOf(config['configs']).flatMap(([, set]) => namesOf(set['servers']));
  const names = guardrails.map((guardrail, index) => ({
    path: ['guardrails', index, 'name'],
    name: isJsonObject(guardrail) ? guardrail['name'] : undefined,
  }));
  const nowhere = guardrails.flatMap((guardrail, index) =>
    listOf(isJsonObject(guardrail) ? guardrail['servers'] : undefined).flatMap((server, place) =>
      pointsNowhere(['guardrails', index, 'servers', place], server, servers, 'server'),
    ),
  );
  return [...usedTwice(names), ...nowhere];
}

function checkListen(config: JsonObject): ConfigProblem[] {
  const listen = isJsonObject(config['listen']) ? config['listen'] : {};
  const { host = '127.0.0.1', mcpPort = 8_000, adminPort = 8_001 } = listen;
  const problems: ConfigProblem[] = [];
  if (typeof host === 'string' && !isLoopback(host) && listOf(listen['allowedHosts']).length === 0) {
    problems.push({
      path: 'listen.allowedHosts',
      message: `is needed because listen.host "${host}" is reachable from other machines`,
      suggestion: 'list the host names that clients use, or listen on 127.0.0.1',
    });
  }
  const suggestion = 'choose another port, or 0 to let the system choose';
  if (mcpPort === adminPort && mcpPort !== 0) {
    const message = `is ${String(adminPort)}, the same as listen.mcpPort`;
    problems.push({ path: 'listen.adminPort', message, suggestion });
  }
  if (!isJsonObject(listen['monitor'])) return problems;
  const { port = 8_002 } = listen['monitor'];
  const other = port === mcpPort ? 'mcpPort' : port === adminPort ? 'adminPort' : undefined;
  if (port !== 0 && other !== undefined) {
    const message = `is ${String(port)}, the same as listen.${other}`;
    problems.push({ path: 'listen.monitor.port', message, suggestion });
  }
  return problems;
}

/** Whether an address can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare === '::1') return true;
  const octets = bare.split('.');
  const areNumbers = octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255);
  return octets.length === 4 && areNumbers && octets[0] === '127';
}

function pointsNowhere(path: PathPart[], name: unknown, known: readonly string[], kind: string): ConfigProblem[] {
  if (typeof name !== 'string' || known.includes(name)) return [];
  const meant = nearestWord(name, known);
  const choice = known.length === 0 ? `no ${kind} is defined` : `defined: ${known.join(', ')}`;
  return [
    {
      path: formatPath(path),
      message: `names the ${kind} "${name}", which does not exist`,
      suggestion: meant === undefined ? choice : `did you mean "${meant}"?`,
    },
  ];
}

function usedTwice(uses: readonly { readonly path: PathPart[]; readonly name: unknown }[]): ConfigProblem[] {
  const first = new Map<string, PathPart[]>();
  return uses.flatMap(({ path, name }) => {
    if (typeof name !== 'string') return [];
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, path);
      return [];
    }
    const message = `is "${name}", as is ${formatPath(earlier)}`;
    return [{ path: formatPath(path), message, suggestion: 'give each its own name' }];
  });
}

function entriesOf(value: unknown): [string, JsonObject][] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));
}

function namesOf(value: unknown): string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
