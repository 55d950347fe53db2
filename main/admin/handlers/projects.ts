import type { Handlers } from '../../../shared/contract/define';
import type { projects } from '../../../shared/contract/projects';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Administration } from '../administration';
import { findId } from '../find-entry';
import { pageOf } from '../page';
import { projectRow, projectRows, userRows } from '../views';
import { configView, rawSet, requireWrite } from './configs';

/** Projects and their members. */
export function projectHandlers(admin: Administration): Handlers<typeof projects> {
  const { projects: work } = admin;

  /** Keys are those for this project. */
  async function members(identifier: string) {
    const config = await admin.read();
    const id = findId('project', config.projects, identifier);
    const { userIds } = config.projects[id]!;
    const keys = Object.fromEntries(Object.entries(config.keys).filter(([, { projectId }]) => projectId === id));
    return userRows({ ...config, keys })
      .filter(({ user_id }) => userIds.includes(user_id))
      .map(({ projects: _, ...row }) => row);
  }

  async function one(identifier: string) {
    const config = await admin.read();
    return projectRow(config, findId('project', config.projects, identifier));
  }

  return {
    list: async (choice) => pageOf(projectRows(await admin.read()), (row) => row.project_id, choice),
    async create({ project_name, mcp_config_name }) {
      const id = await work.create({ name: project_name, config: mcp_config_name ?? undefined });
      return { project_id: id, project_name };
    },
    async search({ search_term, ...choice }) {
      const wanted = search_term.toLowerCase();
      const found = projectRows(await admin.read()).filter(
        ({ project_name, project_id }) =>
          project_name.toLowerCase().includes(wanted) || project_id.toLowerCase().includes(wanted),
      );
      return pageOf(found, (row) => row.project_id, choice);
    },
    get: ({ project_identifier }) => one(project_identifier),
    async remove({ project_identifier }) {
      const { id, name } = await work.remove(project_identifier);
      return { project_id: id, project_name: name };
    },
    assignConfig: async ({ project_identifier, config_name }) =>
      one(await work.assignConfig(project_identifier, config_name)),
    unassignConfig: async ({ project_identifier }) => one(await work.unassignConfig(project_identifier)),
    async getConfig({ project_identifier }) {
      const { mcp_config, project_name } = await one(project_identifier);
      if (mcp_config !== null) return configView(admin, mcp_config.mcp_config_id);
      throw new GatewayError('unknown_name', `The project "${project_name}" has no config; assign one`);
    },
    listUsers: async ({ project_identifier, ...choice }) =>
      pageOf(await members(project_identifier), (row) => row.user_id, choice),
    async addUser({ project_identifier, email }) {
      const { projectId, userId } = await work.addUser(project_identifier, email);
      return (await members(projectId)).find(({ user_id }) => user_id === userId)!;
    },
    async removeUser({ project_identifier, user_identifier }) {
      const { projectId, userId } = await work.removeUser(project_identifier, user_identifier);
      return { project_id: projectId, user_id: userId };
    },
    async removeAllUsers({ project_identifier }) {
      const { projectId, userIds } = await work.removeAllUsers(project_identifier);
      return { project_id: projectId, removed: [...userIds] };
    },
    async export({ project_identifier, include_secrets }, caller) {
      if (include_secrets) requireWrite(caller, 'include_secrets');
      const { users, projects: all } = await admin.read();
      const { project_id, mcp_config } = await one(project_identifier);
      const config = mcp_config === null ? null : await rawSet(admin, mcp_config.mcp_config_id, include_secrets);
      return {
        project_id,
        exported_at: new Date(admin.now()).toISOString(),
        project: { ...all[project_id] },
        config,
        users: (all[project_id]?.userIds ?? []).map((user_id) => ({ user_id, ...users[user_id] })),
      };
    },
  };
}
