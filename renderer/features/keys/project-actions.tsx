import { Menu, Select } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { FormDialog } from '../../components/form-dialog';
import { RowMenu } from '../../components/row-menu';
import { useAction } from '../../hooks/use-action';
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
  const { isBusy, run } = useAction();
  const [dialog, setDialog] = useState<'members' | 'set' | 'remove' | undefined>(undefined);
  const [set, setSet] = useState<string | null>(project.mcp_config?.mcp_config_id ?? null);
  const { project_id: id, project_name: name } = project;
  const close = (): void => setDialog(undefined);
  const choose = (): void =>
    void run(async () => {
      if (set === null) await client.projects.unassignConfig({ project_identifier: id });
      else await client.projects.assignConfig({ project_identifier: id, config_name: set });
      close();
      await onChange();
    }, words.chosen(name));
  const remove = (): void =>
    void run(async () => {
      await client.projects.remove({ project_identifier: id });
      close();
      await onChange();
    }, words.removed(name));
  return (
    <>
      <RowMenu label={common.actionsFor(name)}>
        <Menu.Item onClick={() => setDialog('members')}>{words.members} …</Menu.Item>
        <Menu.Item onClick={() => setDialog('set')}>{words.choose} …</Menu.Item>
        <Menu.Item color="danger" disabled={project.api_keys > 0} onClick={() => setDialog('remove')}>
          {project.api_keys > 0 ? words.hasKeys(project.api_keys) : `${words.remove} …`}
        </Menu.Item>
      </RowMenu>
      <ProjectMembers
        project={project}
        users={people.users}
        isOpen={dialog === 'members'}
        onClose={close}
        onChange={onChange}
      />
      <FormDialog
        title={words.chooseTitle(name)}
        word={words.save}
        isOpen={dialog === 'set'}
        isBusy={isBusy}
        onClose={close}
        onSubmit={choose}
      >
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
      <ConfirmDialog
        title={words.removeTitle(name)}
        word={words.remove}
        isOpen={dialog === 'remove'}
        isBusy={isBusy}
        onClose={close}
        onConfirm={remove}
      >
        {words.removeText(project.users)}
      </ConfirmDialog>
    </>
  );
}
