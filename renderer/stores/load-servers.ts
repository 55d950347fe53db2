import type { AdminClient } from '../../shared/contract/contract';

type ServerRow = Awaited<ReturnType<AdminClient['configs']['listServers']>>[number];

/** A configured server, with the set that it belongs to. */
export interface ServerFacts extends ServerRow {
  readonly configId: string;
  readonly configName: string;
}

/** Every server of every set. */
export async function loadServers({ configs }: AdminClient): Promise<readonly ServerFacts[]> {
  const sets = await configs.list({});
  const rows = await Promise.all(
    sets.map(async ({ mcp_config_id: configId, mcp_config_name: configName }) => {
      const servers = await configs.listServers({ config_identifier: configId });
      return servers.map((server) => ({ ...server, configId, configName }));
    }),
  );
  return rows.flat();
}
