import { Select } from '@mantine/core';
import { useResource } from '../../hooks/use-resource';
import { knownOf } from '../../model/load';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';

const { dialog: words } = strings.clients;

/** Whose key a client gets. */
export interface Owner {
  readonly user?: string;
  readonly project?: string;
}

interface OwnerChoiceProps {
  readonly owner: Owner;
  readonly onOwner: (owner: Owner) => void;
}

/** Asks only where there is more than one person, or project, to choose from. */
export function OwnerChoice({ owner, onOwner }: OwnerChoiceProps) {
  const { client } = useConsole();
  const { load } = useResource(async () => {
    const [users, projects] = await Promise.all([client.users.list({}), client.projects.list({})]);
    return { users, projects };
  }, 'owners');
  const { users = [], projects = [] } = knownOf(load) ?? {};
  return (
    <>
      {users.length > 1 && (
        <Select
          label={words.user}
          data={users.map(({ user_id, name, email }) => ({ value: user_id, label: email ?? name }))}
          value={owner.user ?? null}
          onChange={(user) => user !== null && onOwner({ ...owner, user })}
          searchable
          required
        />
      )}
      {projects.length > 1 && (
        <Select
          label={words.project}
          data={projects.map(({ project_id, project_name }) => ({ value: project_id, label: project_name }))}
          value={owner.project ?? null}
          onChange={(project) => project !== null && onOwner({ ...owner, project })}
          required
        />
      )}
    </>
  );
}
