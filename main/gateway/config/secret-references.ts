import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { formatPath, type ConfigProblem, type PathPart } from './config-problem';
import { SECRET_NAME } from '../ports/secret-store';

const REFERENCE = /\$\{secret:([^}]*)\}/g;

export interface SecretUse {
  readonly name: string;
  readonly path: readonly PathPart[];
}

/** Every place of a configuration that names a secret. */
export function findSecretUses(value: unknown, path: readonly PathPart[] = []): readonly SecretUse[] {
  if (typeof value === 'string') return [...value.matchAll(REFERENCE)].map(([, name = '']) => ({ name, path }));
  if (Array.isArray(value)) return value.flatMap((member, index) => findSecretUses(member, [...path, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => findSecretUses(member, [...path, name]));
}

/** Finds references to secrets that no secret can have, or that would show the secret to others. */
export function checkSecretUses(config: JsonObject): ConfigProblem[] {
  return findSecretUses(config).flatMap(({ name, path }) => {
    const place = formatPath([...path]);
    if (!SECRET_NAME.test(name)) {
      const suggestion = 'use letters, digits, ".", "_" and "-", at most 128';
      return [{ path: place, message: `names the secret "${name}", which is no name of a secret`, suggestion }];
    }
    // configs.<id>.servers.<name>.args[<index>]
    const isArgument = path[0] === 'configs' && path[2] === 'servers' && path[4] === 'args';
    if (!isArgument) return [];
    const message = `puts the secret "${name}" on a command line, which every user of this machine can read`;
    return [{ path: place, message, suggestion: 'put it into "env"; most programs can read it from there' }];
  });
}
