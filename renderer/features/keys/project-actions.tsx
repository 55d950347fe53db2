import { Menu, Select } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { FormDialog } from '../../components/form-dialog';
import { RowMenu } from '../../components/row-menu';
import { useDialogs } from '../../hooks/use-dialogs';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import type { People, ProjectRow } from './people';
import { ProjectMembers } from './project-members';

const { common } = strings;
const { projects: words } = strings.keys;

interface ProjectActionsProps {
  readonly project: ProjectRow;
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

/** What may be done with a project. */
export function ProjectActions({ project, people, onChange }: ProjectActionsProps) {
  const { client } = useConsole();
  const { open, frame, act } = useDialogs<'members' | 'set' | 'remove'>(onChange);
  const [set, setSet] = useState<string | null>(project.mcp_config?.mcp_config_id ?? null);
  const { project_id: id, project_name: name } = project;
  const choose = (): void =>
    act(
      () =>
        set === null
          ? client.projects.unassignConfig({ project_identifier: id })
          : client.projects.assignConfig({ project_identifier: id, config_name: set }),
      words.chosen(name),
    );
  const remove = (): void => act(() => client.projects.remove({ project_identifier: id }), words.removed(name));
  return (
    <>
      <RowMenu label={common.actionsFor(name)}>
        <Menu.Item onClick={() => open('members')}>{words.members} …</Menu.Item>
        <Menu.Item onClick={() => open('set')}>{words.choose} …</Menu.Item>
        <Menu.Item color="danger" disabled={project.api_keys > 0} onClick={() => open('remove')}>
          {project.api_keys > 0 ? words.hasKeys(project.api_keys) : `${words.remove} …`}
        </Menu.Item>
      </RowMenu>
      <ProjectMembers
        project={project}
        users={people.users}
        isOpen={frame('members').isOpen}
        onClose={frame('members').onClose}
        onChange={onChange}
      />
      <FormDialog title={words.chooseTitle(name)} word={words.save} {...frame('set')} onSubmit={choose}>
        <Select
          label={words.set}
          placeholder={words.noSet}
          data={people.sets.map((each) => ({ value: each.mcp_config_id, label: each.mcp_config_name }))}
          value={set}
          onChange={setSet}
          clearable
          data-autofocus
        />
      </FormDialog>
      <ConfirmDialog title={words.removeTitle(name)} word={words.remove} {...frame('remove')} onConfirm={remove}>
        {words.removeText(project.users)}
      </ConfirmDialog>
    </>
  );
}
