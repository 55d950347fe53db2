import { isJsonObject, type JsonObject } from '../../../../shared/model/json-rpc';
import type { ImportReport } from './import-report';

/** How a package of each kind is run without being installed first. */
const LAUNCHERS: Readonly<Record<string, (id: string, version: string) => readonly [string, ...string[]]>> = {
  npm: (id, version) => ['npx', '-y', version === '' ? id : `${id}@${version}`],
  pypi: (id, version) => ['uvx', version === '' ? id : `${id}==${version}`],
  oci: (id, version) => ['docker', 'run', '--rm', '-i', id.includes(':') || version === '' ? id : `${id}:${version}`],
  nuget: (id, version) => ['dnx', version === '' ? id : `${id}@${version}`, '--yes'],
};

/** A `server.json` of the MCP registry (schema 2025-12-11). */
export function isRegistryServer(value: JsonObject): boolean {
  return typeof value['name'] === 'string' && (Array.isArray(value['packages']) || Array.isArray(value['remotes']));
}

/** The last part of a registry name, such as `weather` of `io.github.ada/weather`. */
export const registryName = (name: string): string => name.split('/').at(-1) ?? name;

/** The server of a `server.json` in our words: its first address, else its first package that can be run. */
export function convertRegistryServer(value: JsonObject, report: ImportReport): JsonObject | undefined {
  const description =
    typeof value['description'] === 'string' ? { description: value['description'].slice(0, 2_000) } : {};
  const remotes = objectsOf(value['remotes']);
  const packages = objectsOf(value['packages']);
  const [remote, ...others] = remotes;
  if (remote !== undefined && typeof remote['url'] === 'string') {
    report.taken('remotes[0]');
    others.forEach((_, index) => report.left(`remotes[${index + 1}]`, 'another way to the same server'));
    packages.forEach((_, index) => report.left(`packages[${index}]`, 'the server has an address'));
    const headers = inputsOf('remotes[0].headers', remote['headers'], report);
    return {
      ...description,
      url: withVariables('remotes[0].url', remote['url'], remote['variables'], report),
      ...(remote['type'] === 'sse' ? { transport: 'sse' } : {}),
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
    };
  }
  for (const [index, one] of packages.entries()) {
    const settings = packageOf(`packages[${index}]`, one, report);
    if (settings === undefined) continue;
    packages
      .slice(index + 1)
      .forEach((_, more) => report.left(`packages[${index + 1 + more}]`, 'another package of the same server'));
    return { ...description, ...settings };
  }
  return undefined;
}

function packageOf(place: string, one: JsonObject, report: ImportReport): JsonObject | undefined {
  const { registryType, identifier, version } = one;
  const launch =
    typeof registryType === 'string' && Object.hasOwn(LAUNCHERS, registryType) ? LAUNCHERS[registryType] : undefined;
  if (launch === undefined || typeof identifier !== 'string') {
    report.left(place, `packages of the kind "${String(registryType).slice(0, 40)}" cannot be run from here`);
    return undefined;
  }
  report.taken(place);
  const [command, ...args] = launch(identifier, typeof version === 'string' ? version : '');
  const env = inputsOf(`${place}.environmentVariables`, one['environmentVariables'], report);
  const before = argumentsOf(`${place}.runtimeArguments`, one['runtimeArguments'], report);
  const after = argumentsOf(`${place}.packageArguments`, one['packageArguments'], report);
  return {
    command,
    args: [...before, ...args, ...after],
    ...(Object.keys(env).length === 0 ? {} : { env }),
  };
}

function argumentsOf(place: string, list: unknown, report: ImportReport): string[] {
  return objectsOf(list).flatMap((one, index) => {
    const at = `${place}[${index}]`;
    const value = one['value'] ?? one['default'];
    const text = typeof value === 'string' ? value : undefined;
    if (one['type'] === 'named' && typeof one['name'] === 'string')
      return text === undefined ? [one['name']] : [one['name'], text];
    if (text !== undefined) return [text];
    if (one['isRequired'] === true)
      report.left(
        at,
        `is needed and has no value (${String(one['valueHint'] ?? one['name'] ?? '')}): add it to "args"`,
      );
    return [];
  });
}

/** Secrets become references to secrets that are to be set. */
function inputsOf(place: string, list: unknown, report: ImportReport): Record<string, string> {
  const entries = objectsOf(list).flatMap((one): [string, string][] => {
    const { name } = one;
    if (typeof name !== 'string') return [];
    const at = `${place}.${name}`;
    const value = one['value'] ?? one['default'];
    if (one['isSecret'] === true) {
      report.changed(at, `is a secret; set it: secure-mcp-gateway secret set ${name}`);
      const reference = `\${secret:${name.replace(/[^A-Za-z0-9._-]+/g, '-')}}`;
      return [
        [
          name,
          typeof value === 'string' && /\{[^}]+\}/.test(value) ? value.replace(/\{[^}]+\}/, reference) : reference,
        ],
      ];
    }
    if (typeof value === 'string') return [[name, value]];
    if (one['isRequired'] === true) report.left(at, 'is needed and has no value: set it');
    return [];
  });
  return Object.fromEntries(entries);
}

function withVariables(place: string, url: string, variables: unknown, report: ImportReport): string {
  return url.replace(/\{([^}]+)\}/g, (whole, name: string) => {
    const variable = isJsonObject(variables) && isJsonObject(variables[name]) ? variables[name] : {};
    const value = variable['value'] ?? variable['default'];
    if (typeof value === 'string') return value;
    report.left(`${place} {${name}}`, 'has no value: put it into the url');
    return whole;
  });
}

const objectsOf = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? (value as unknown[]).filter(isJsonObject) : [];
