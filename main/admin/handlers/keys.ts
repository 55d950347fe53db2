import type { Handlers } from '../../../shared/contract/define';
import type { keys } from '../../../shared/contract/keys';
import type { Administration } from '../administration';
import { entryNamed } from '../choose';
import { pageOf } from '../page';
import { keyRow, keyRows } from '../views';

/** Gateway keys, by their ids. */
export function keyHandlers(admin: Administration): Handlers<typeof keys> {
  const { keys: work } = admin;
  const rowOf = async (id: string) => keyRow(await admin.read(), id, admin.now());
  return {
    list: async (choice) => pageOf(keyRows(await admin.read(), admin.now()), (row) => row.api_key_id, choice),
    async rotate({ api_key, grace_seconds }) {
      const { id, key, replaces } = await work.rotate(api_key, { graceMs: grace_seconds * 1_000 });
      return { ...(await rowOf(id)), api_key: key, rotated_from: replaces };
    },
    async get({ api_key_param: id }) {
      const config = await admin.read();
      const { projectId, disabledAt, enabledAt } = entryNamed('key', config.keys, id);
      const configId = config.projects[projectId]?.configId;
      return {
        ...keyRow(config, id, admin.now()),
        mcp_config_id: configId ?? null,
        mcp_config_name: (configId === undefined ? undefined : config.configs[configId]?.name) ?? null,
        disabled_at: disabledAt ?? null,
        enabled_at: enabledAt ?? null,
      };
    },
    disable: async ({ api_key }) => rowOf((await work.disable(api_key)).id),
    enable: async ({ api_key }) => rowOf((await work.enable(api_key)).id),
    delete: async ({ api_key }) => ({ api_key_id: (await work.delete(api_key)).id }),
  };
}
