import type { GatewayConfig } from '../../../shared/config/gateway-config';
import type { Handlers } from '../../../shared/contract/define';
import type { users } from '../../../shared/contract/users';
import type { Administration } from '../administration';
import { findId } from '../find-entry';
import { pageOf } from '../page';
import type { UserFacts } from '../user-admin';
import { keyRow, keyRows, userRows } from '../views';

const factsOf = ({ id, name, email }: UserFacts) => ({ user_id: id, email: email ?? null, name });

/** Users and their keys. */
export function userHandlers(admin: Administration): Handlers<typeof users> {
  const { users: work, keys } = admin;

  async function read(identifier: string) {
    const config = await admin.read();
    return { config, id: findId('user', config.users, identifier) };
  }

  return {
    list: async (choice) => pageOf(userRows(await admin.read()), (row) => row.user_id, choice),
    create: async (user) => factsOf(await work.create(user)),
    search: async ({ search_term, ...choice }) =>
      pageOf(foundIn(await admin.read(), search_term), (row) => row.user_id, choice),
    async get({ user_identifier }) {
      const { config, id } = await read(user_identifier);
      const { name, email, createdAt } = config.users[id]!;
      return {
        ...factsOf({ id, name, email }),
        created_at: createdAt ?? null,
        projects: projectsOf(config, id).map(({ project_id, project_name }) => ({ project_id, project_name })),
        api_keys: keyRows(config, admin.now()).filter(({ user_id }) => user_id === id),
      };
    },
    update: async ({ user_identifier, new_email }) => factsOf(await work.update(user_identifier, { email: new_email })),
    async delete({ user_identifier, force }) {
      const { keys: deleted, ...user } = await work.delete(user_identifier, force);
      return { ...factsOf(user), deleted_api_keys: [...deleted] };
    },
    async listProjects({ user_identifier, ...choice }) {
      const { config, id } = await read(user_identifier);
      return pageOf(projectsOf(config, id), (row) => row.project_id, choice);
    },
    async createKey({ user_identifier, project_name, name, expires_at }) {
      const { config, id } = await read(user_identifier);
      const projectId = findId('project', config.projects, project_name);
      const issued = await keys.create({ name, projectId, userId: id, expiresAt: expires_at });
      return { ...keyRow(await admin.read(), issued.id, admin.now()), api_key: issued.key };
    },
    async listKeys({ user_identifier, project_identifier, ...choice }) {
      const { config, id } = await read(user_identifier);
      const project = project_identifier && findId('project', config.projects, project_identifier);
      const rows = keyRows(config, admin.now()).filter(
        ({ user_id, project_id }) => user_id === id && (project === undefined || project_id === project),
      );
      return pageOf(rows, (row) => row.api_key_id, choice);
    },
    async deleteAllKeys({ user_identifier }) {
      const { id, keys: deleted } = await work.deleteAllKeys(user_identifier);
      return { user_id: id, deleted_api_keys: [...deleted] };
    },
  };
}

function projectsOf({ projects, keys }: GatewayConfig, user: string) {
  return Object.entries(projects)
    .filter(([, { userIds }]) => userIds.includes(user))
    .map(([project_id, { name, createdAt }]) => ({
      project_id,
      project_name: name,
      api_keys: Object.values(keys).filter(({ projectId, userId }) => projectId === project_id && userId === user)
        .length,
      created_at: createdAt ?? null,
    }));
}

const MATCHES = ['email', 'name', 'user_id'] as const;

function foundIn(config: GatewayConfig, term: string) {
  const wanted = term.toLowerCase();
  return userRows(config).flatMap(({ user_id, email, name, api_keys }) => {
    const hits = [email, name, user_id].map((text) => text?.toLowerCase().includes(wanted) === true);
    const match_type = MATCHES[hits.indexOf(true)];
    return match_type === undefined ? [] : [{ user_id, email, name, match_type, api_keys }];
  });
}
