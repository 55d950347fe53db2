import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { DetailText } from '../../components/detail-text';
import { Loaded } from '../../components/loaded';
import { ProblemPlace } from '../../components/problem-place';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import type { ProjectRow, UserRow } from './people';
import classes from './project-members.module.css';

const { projects: words } = strings.keys;

interface ProjectMembersProps {
  readonly project: ProjectRow;
  readonly users: readonly UserRow[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChange: () => Promise<void>;
}

/** Who belongs to a project. */
export function ProjectMembers({ isOpen, onClose, ...rest }: ProjectMembersProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={words.membersTitle(rest.project.project_name)}>
      <Members {...rest} />
      <ProblemPlace />
    </Modal>
  );
}

function Members({ project, users, onChange }: Omit<ProjectMembersProps, 'isOpen' | 'onClose'>) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [chosen, setChosen] = useState<string | null>(null);
  const id = project.project_id;
  const { load, refresh } = useResource(() => client.projects.listUsers({ project_identifier: id }), id);
  const change = (action: () => Promise<unknown>, done: string): void =>
    void run(async () => {
      await action();
      await Promise.all([refresh(), onChange()]);
    }, done);
  const add = (user: UserRow): void => {
    setChosen(null);
    change(
      () => client.projects.addUser({ project_identifier: id, email: user.email ?? user.user_id }),
      words.memberAdded(user.name),
    );
  };
  return (
    <Loaded load={load} what={words.members} onRetry={() => void refresh()}>
      {(members) => {
        const others = users.filter(({ user_id }) => !members.some((member) => member.user_id === user_id));
        const found = others.find(({ user_id }) => user_id === chosen);
        return (
          <>
            {members.length === 0 && <p>{words.noMembers}</p>}
            <ul className={classes['list']}>
              {members.map(({ user_id, name, email, api_keys }) => (
                <li key={user_id}>
                  <span>
                    {name}
                    <DetailText>{`${email ?? user_id} · ${words.keysOf(api_keys)}`}</DetailText>
                  </span>
                  <Button
                    size="xs"
                    aria-label={words.takeOutNamed(name)}
                    disabled={isBusy}
                    onClick={() =>
                      change(
                        () => client.projects.removeUser({ project_identifier: id, user_identifier: user_id }),
                        words.takenOut(name),
                      )
                    }
                  >
                    {words.takeOut}
                  </Button>
                </li>
              ))}
            </ul>
            {others.length > 0 && (
              <div className={classes['add']}>
                <Select
                  label={words.addMember}
                  data={others.map(({ user_id, name, email }) => ({ value: user_id, label: email ?? name }))}
                  value={found?.user_id ?? null}
                  onChange={setChosen}
                  searchable
                />
                <Button
                  variant="filled"
                  loading={isBusy}
                  disabled={found === undefined}
                  onClick={() => found !== undefined && add(found)}
                >
                  {words.add}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
