import { GatewayError } from '../../shared/errors/gateway-error';
import type { ConfigDraft } from '../gateway/config/config-draft';
import type { ConfigFile } from '../gateway/config/config-file';
import { findId, newId, requireFreeName } from './find-entry';

/** What may be done with projects. Projects, configs and users are meant by their ids, names or addresses. */
export interface ProjectAdmin {
  /** Resolves with the id, as all of these do. */
  create(project: { readonly name: string; readonly config?: string | undefined }): Promise<string>;
  /** Throws `config_rejected` while there are keys for it. */
  remove(identifier: string): Promise<{ readonly id: string; readonly name: string }>;
  assignConfig(identifier: string, config: string): Promise<string>;
  unassignConfig(identifier: string): Promise<string>;
  addUser(identifier: string, user: string): Promise<{ readonly projectId: string; readonly userId: string }>;
  removeUser(identifier: string, user: string): Promise<{ readonly projectId: string; readonly userId: string }>;
  removeAllUsers(identifier: string): Promise<{ readonly projectId: string; readonly userIds: readonly string[] }>;
}

type ProjectDraft = NonNullable<ConfigDraft['projects']>[string];

export function createProjectAdmin(file: ConfigFile, now: () => number): ProjectAdmin {
  return {
    create: ({ name, config }) =>
      file.update((draft) => {
        requireFreeName('project', draft.projects, { name });
        const id = newId(name, draft.projects);
        const configId = config === undefined ? {} : { configId: findId('config', draft.configs, config) };
        const createdAt = new Date(now()).toISOString();
        (draft.projects ??= {})[id] = { name, ...configId, userIds: [], createdAt };
        return id;
      }),
    remove: (identifier) =>
      file.update((draft) => {
        const { id, project } = projectOf(draft, identifier);
        const keys = Object.entries(draft.keys ?? {}).filter(([, { projectId }]) => projectId === id);
        if (keys.length > 0) {
          const message = `The project "${project.name}" has keys; delete them first: ${keys.map(([key]) => key).join(', ')}`;
          throw new GatewayError('config_rejected', message, { project: id });
        }
        delete draft.projects?.[id];
        return { id, name: project.name };
      }),
    assignConfig: (identifier, config) =>
      file.update((draft) => {
        const { id, project } = projectOf(draft, identifier);
        project.configId = findId('config', draft.configs, config);
        return id;
      }),
    unassignConfig: (identifier) =>
      file.update((draft) => {
        const { id, project } = projectOf(draft, identifier);
        delete project.configId;
        return id;
      }),
    addUser: (identifier, user) =>
      file.update((draft) => {
        const { id, project } = projectOf(draft, identifier);
        const userId = findId('user', draft.users, user);
        project.userIds = [...new Set([...(project.userIds ?? []), userId])];
        return { projectId: id, userId };
      }),
    removeUser: (identifier, user) =>
      file.update((draft) => {
        const { id, project } = projectOf(draft, identifier);
        const userId = findId('user', draft.users, user);
        const members = project.userIds ?? [];
        if (!members.includes(userId)) {
          throw new GatewayError('unknown_name', `"${user}" is not a member of the project "${project.name}"`);
        }
        project.userIds = members.filter((member) => member !== userId);
        return { projectId: id, userId };
      }),
    removeAllUsers: (identifier) =>
      file.update((draft) => {
        const { id, project } = projectOf(draft, identifier);
        const userIds = project.userIds ?? [];
        project.userIds = [];
        return { projectId: id, userIds };
      }),
  };
}

function projectOf(draft: ConfigDraft, identifier: string): { readonly id: string; readonly project: ProjectDraft } {
  const id = findId('project', draft.projects, identifier);
  return { id, project: (draft.projects as Record<string, ProjectDraft>)[id] as ProjectDraft };
}
