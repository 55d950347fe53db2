import type { AdminClient } from '../../../shared/contract/contract';
import { isJsonObject } from '../../../shared/model/json-rpc';
import { isChanged, secretNameOf, type Variable } from './environment-draft';
import type { ServerPlace } from './server-place';

export interface EnvironmentChange {
  readonly variables: readonly Variable[];
  /** Secrets that an earlier try has stored: where it failed after that, the next one need not store them under other names. */
  readonly stored: Set<string>;
}

/**
 * Puts what is secret into the vault and resolves with the environment as the entry shall have it; with `undefined` where
 * nothing of it changes. Variables that were not touched come back as they are shown: the gateway knows what masks stand for.
 */
export async function settleEnvironment(
  { servers, secrets }: AdminClient,
  { config, server }: ServerPlace,
  { variables, stored }: EnvironmentChange,
): Promise<Readonly<Record<string, string>> | undefined> {
  if (!isChanged(variables)) return undefined;
  const { env } = await servers.get({ config_identifier: config, server_name: server });
  const settled = new Map(isJsonObject(env) ? (Object.entries(env) as [string, string][]) : []);
  const others = (await secrets.list({})).map(({ name }) => name).filter((name) => !stored.has(name));
  const taken = new Set(others);
  for (const variable of variables) {
    const { name, value, isSecret, isRemoved } = variable;
    if (isRemoved) settled.delete(name);
    else if (value !== undefined && isSecret) {
      const id = secretNameOf(server, variable, taken);
      await secrets.set({ id, value });
      taken.add(id);
      stored.add(id);
      settled.set(name, `\${secret:${id}}`);
    } else if (value !== undefined) settled.set(name, value);
  }
  return Object.fromEntries(settled);
}
