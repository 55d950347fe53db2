import type { AdminClient } from '../../../shared/contract/contract';

/** Servers of a client on this machine. */
export interface FoundServers {
  readonly client: string;
  readonly title: string;
  /** Those that the gateway does not have. */
  readonly names: readonly string[];
  /** Those of a name that the gateway has, or that a client before has too. */
  readonly twice: readonly string[];
}

/** What clients on this machine use past the gateway. Of two alike the first counts. */
export async function findServers(
  { clients }: AdminClient,
  known: readonly string[],
): Promise<readonly FoundServers[]> {
  const rows = await clients.list({});
  const readable = rows.filter(({ state }) => state !== 'by-hand' && state !== 'unreadable');
  const views = await Promise.all(readable.map(({ client }) => clients.get({ client })));
  const taken = new Set(known);
  return views.flatMap(({ client, title, details }) => {
    const all = [...new Set(details.flatMap(({ servers }) => servers))];
    const names = all.filter((name) => !taken.has(name));
    for (const name of names) taken.add(name);
    const twice = all.filter((name) => !names.includes(name));
    return names.length === 0 ? [] : [{ client, title, names, twice }];
  });
}
