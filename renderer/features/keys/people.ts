import type { AdminClient } from '../../../shared/contract/contract';

type Rows<Group extends 'keys' | 'users' | 'projects' | 'configs'> = Awaited<ReturnType<AdminClient[Group]['list']>>;

export type KeyRow = Rows<'keys'>[number];
export type UserRow = Rows<'users'>[number];
export type ProjectRow = Rows<'projects'>[number];
export type SetRow = Rows<'configs'>[number];

/** Who may use what, and with which keys. */
export interface People {
  readonly keys: readonly KeyRow[];
  readonly users: readonly UserRow[];
  readonly projects: readonly ProjectRow[];
  readonly sets: readonly SetRow[];
}

/** All of it at once: the lists name each other. */
export async function loadPeople(client: AdminClient): Promise<People> {
  const [keys, users, projects, sets] = await Promise.all([
    client.keys.list({}),
    client.users.list({}),
    client.projects.list({}),
    client.configs.list({}),
  ]);
  return { keys, users, projects, sets };
}

/** What a person calls a key. */
export const keyName = ({ name, api_key_id }: KeyRow): string => name ?? api_key_id;

/** Whether one of the texts has what is searched for. */
export function says(search: string, ...texts: readonly (string | null)[]): boolean {
  const wanted = search.trim().toLowerCase();
  return texts.some((text) => text?.toLowerCase().includes(wanted) === true);
}
