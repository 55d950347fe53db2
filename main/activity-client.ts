import { isJsonObject } from '../shared/model/json-rpc';
import type { ActivityAdmin } from './admin/activity-admin';
import { type AdminAddress, openRemoteGateway } from './admin-client';

/** The record of a gateway in another process. */
export function createActivityClient(address: AdminAddress): ActivityAdmin {
  const { admin, read, watch } = openRemoteGateway(address);
  const { activity } = admin;
  return {
    query: (input) => activity.list(input as never),
    get: (id) => activity.get({ id }),
    content: (id) => activity.reveal({ id }),
    facts: () => activity.facts({}),
    verify: (input) => activity.verify(input as never),
    export: (input) => read(`/activity/export${queryOf(input)}`),
    record: async (input) => void (await activity.record(input as never)),
    follow: (onLine, { filter, signal, onOpen }) =>
      watch({ ...(filter as object), topics: ['activity'] }, ({ line }) => onLine(line), { signal, onOpen }),
  };
}

function queryOf(input: unknown): string {
  if (!isJsonObject(input)) return '';
  const members = Object.entries(input).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(members.map(([name, value]): [string, string] => [name, String(value)]));
  return query.size === 0 ? '' : `?${query.toString()}`;
}
