import { GatewayError } from '../../shared/errors/gateway-error';
import type { ConfigDraft } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import { findId, newId, requireFreeName } from './find-entry';

export interface UserFacts {
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
}

/** What may be done with users. A user is meant by id, address or name. */
export interface UserAdmin {
  create(user: { readonly email: string; readonly name?: string | undefined }): Promise<UserFacts>;
  update(identifier: string, change: { readonly email: string }): Promise<UserFacts>;
  /** Throws `config_rejected` for one who has projects or keys, unless forced: then the keys go too. */
  delete(identifier: string, force: boolean): Promise<UserFacts & { readonly keys: readonly string[] }>;
  /** Resolves with the ids of the keys. */
  deleteAllKeys(identifier: string): Promise<{ readonly id: string; readonly keys: readonly string[] }>;
}

type UserDraft = NonNullable<ConfigDraft['users']>[string];

export function createUserAdmin(file: ConfigFile, now: () => number): UserAdmin {
  return {
    create: ({ email, name = email }) =>
      file.update((draft) => {
        requireFreeName('user', draft.users, { name: email });
        const id = newId(email.split('@')[0] ?? '', draft.users);
        (draft.users ??= {})[id] = { name, email, createdAt: new Date(now()).toISOString() };
        return { id, name, email };
      }),
    update: (identifier, { email }) =>
      file.update((draft) => {
        const { id, user } = userOf(draft, identifier);
        requireFreeName('user', draft.users, { name: email, except: id });
        // Whoever was called by their address is called by the new one.
        if (user.name === user.email) user.name = email;
        user.email = email;
        return { id, name: user.name, email };
      }),
    delete: (identifier, force) =>
      file.update((draft) => {
        const { id, user } = userOf(draft, identifier);
        const projects = Object.values(draft.projects ?? {}).filter(({ userIds }) => userIds?.includes(id) === true);
        const keys = keysOf(draft, id);
        if (!force && projects.length + keys.length > 0) throw stillUsed(user, projects.length, keys.length);
        for (const project of projects) project.userIds = project.userIds?.filter((member) => member !== id);
        for (const key of keys) delete draft.keys?.[key];
        delete draft.users?.[id];
        return { id, name: user.name, email: user.email, keys };
      }),
    deleteAllKeys: (identifier) =>
      file.update((draft) => {
        const { id } = userOf(draft, identifier);
        const keys = keysOf(draft, id);
        for (const key of keys) delete draft.keys?.[key];
        return { id, keys };
      }),
  };
}

function userOf(draft: ConfigDraft, identifier: string): { readonly id: string; readonly user: UserDraft } {
  const id = findId('user', draft.users, identifier);
  return { id, user: (draft.users as Record<string, UserDraft>)[id] as UserDraft };
}

const keysOf = (draft: ConfigDraft, userId: string): readonly string[] =>
  Object.entries(draft.keys ?? {}).flatMap(([id, key]) => (key.userId === userId ? [id] : []));

function stillUsed({ name }: UserDraft, projects: number, keys: number): GatewayError {
  const message = `"${name}" is in ${projects} project(s) and has ${keys} key(s); with force they are taken out and the keys deleted`;
  return new GatewayError('config_rejected', message);
}
