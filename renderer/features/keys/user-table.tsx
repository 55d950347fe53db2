import { Menu, Table, TextInput } from '@mantine/core';
import { Users } from 'lucide-react';
import { useState } from 'react';
import { Ago } from '../../components/ago';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { DetailText } from '../../components/detail-text';
import { FormDialog } from '../../components/form-dialog';
import { RowMenu } from '../../components/row-menu';
import { type Act, type DialogFrame, useDialogs } from '../../hooks/use-dialogs';
import { useConsole } from '../../stores/console';
import { formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { Directory } from './directory';
import type { People, UserRow } from './people';

const { common } = strings;
const { users: words } = strings.keys;

interface UserTableProps {
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

/** The people whose clients ask. */
export function UserTable({ people: { users }, onChange }: UserTableProps) {
  return (
    <Directory
      label={strings.keys.tabs.users}
      icon={Users}
      words={words}
      entries={users}
      textsOf={({ name, email, user_id }) => [name, email, user_id]}
      line={(user) => <UserLine key={user.user_id} user={user} onChange={onChange} />}
      creation={(frame, act) => <CreateUser frame={frame} act={act} />}
      onChange={onChange}
    />
  );
}

function UserLine({ user, onChange }: { readonly user: UserRow; readonly onChange: () => Promise<void> }) {
  const { client } = useConsole();
  const { open, frame, act } = useDialogs<'change' | 'remove'>(onChange);
  const [email, setEmail] = useState(user.email ?? '');
  const { user_id: id, name } = user;
  const change = (): void =>
    act(() => client.users.update({ user_identifier: id, new_email: email.trim() }), words.changed(name));
  const remove = (): void =>
    act(
      () => client.users.delete({ user_identifier: id, force: user.projects + user.api_keys > 0 }),
      words.removed(name),
    );
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {name}
        <DetailText>{user.email ?? id}</DetailText>
      </Table.Th>
      <Table.Td>{formatNumber(user.projects)}</Table.Td>
      <Table.Td>{formatNumber(user.api_keys)}</Table.Td>
      <Table.Td>{user.created_at === null ? '–' : <Ago at={Date.parse(user.created_at)} />}</Table.Td>
      <Table.Td>
        <RowMenu label={common.actionsFor(name)}>
          <Menu.Item onClick={() => open('change')}>{words.change} …</Menu.Item>
          <Menu.Item color="danger" onClick={() => open('remove')}>
            {words.remove} …
          </Menu.Item>
        </RowMenu>
        <FormDialog title={`${words.change}: ${name}`} word={words.save} {...frame('change')} onSubmit={change}>
          <TextInput
            type="email"
            label={words.email}
            required
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            data-autofocus
          />
        </FormDialog>
        <ConfirmDialog title={words.removeTitle(name)} word={words.remove} {...frame('remove')} onConfirm={remove}>
          {words.removeText(user.api_keys)}
        </ConfirmDialog>
      </Table.Td>
    </Table.Tr>
  );
}

function CreateUser({ frame, act }: { readonly frame: DialogFrame; readonly act: Act }) {
  const { client } = useConsole();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const create = (): void =>
    act(
      async () => {
        await client.users.create({ email: email.trim(), ...(name.trim() === '' ? {} : { name: name.trim() }) });
        setEmail('');
        setName('');
      },
      words.added(name.trim() === '' ? email.trim() : name.trim()),
    );
  return (
    <FormDialog title={words.create} word={words.create} {...frame} onSubmit={create}>
      <TextInput
        type="email"
        label={words.email}
        required
        value={email}
        onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        data-autofocus
      />
      <TextInput label={words.name} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
    </FormDialog>
  );
}
