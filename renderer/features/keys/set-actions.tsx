import { Menu, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { FormDialog } from '../../components/form-dialog';
import { RowMenu } from '../../components/row-menu';
import { useDialogs } from '../../hooks/use-dialogs';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import type { SetRow } from './people';

const { common } = strings;
const { sets: words } = strings.keys;

/** What may be done with a set of servers. */
export function SetActions({ set, onChange }: { readonly set: SetRow; readonly onChange: () => Promise<void> }) {
  const { client } = useConsole();
  const { open, frame, act } = useDialogs<'rename' | 'remove'>(onChange);
  const { mcp_config_id: id, mcp_config_name: name } = set;
  const [newName, setNewName] = useState(name);
  const isUsed = set.used_by_projects.length > 0;
  const rename = (): void =>
    act(
      () => client.configs.rename({ config_identifier: id, new_name: newName.trim() }),
      words.renamed(newName.trim()),
    );
  const remove = (): void => act(() => client.configs.remove({ config_identifier: id }), words.removed(name));
  return (
    <>
      <RowMenu label={common.actionsFor(name)}>
        <Menu.Item onClick={() => open('rename')}>{words.rename} …</Menu.Item>
        <Menu.Item color="danger" disabled={isUsed} onClick={() => open('remove')}>
          {isUsed ? words.inUse : `${words.remove} …`}
        </Menu.Item>
      </RowMenu>
      <FormDialog title={`${words.rename}: ${name}`} word={words.rename} {...frame('rename')} onSubmit={rename}>
        <TextInput
          label={words.name}
          required
          maxLength={200}
          value={newName}
          onChange={({ currentTarget }) => setNewName(currentTarget.value)}
          data-autofocus
        />
      </FormDialog>
      <ConfirmDialog title={words.removeTitle(name)} word={words.remove} {...frame('remove')} onConfirm={remove}>
        {words.removeText(set.servers)}
      </ConfirmDialog>
    </>
  );
}
