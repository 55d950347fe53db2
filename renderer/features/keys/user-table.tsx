import { Button, Menu, Table, TextInput } from '@mantine/core';
import { Plus, Search, Users } from 'lucide-react';
import { useState } from 'react';
import { Ago } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { DetailText } from '../../components/detail-text';
import { EmptyState } from '../../components/empty-state';
import { FormDialog } from '../../components/form-dialog';
import { RowMenu } from '../../components/row-menu';
import { SearchBar } from '../../components/search-bar';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { type People, says, type UserRow } from './people';

const { common } = strings;
const { users: words } = strings.keys;

interface UserTableProps {
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

/** The people whose clients ask. */
export function UserTable({ people: { users }, onChange }: UserTableProps) {
  const [search, setSearch] = useState('');
  const [isCreating, setCreating] = useState(false);
  const shown = users.filter(({ name, email, user_id }) => says(search, name, email, user_id));
  const create = (
    <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  );
  return (
    <>
      {users.length === 0 ? (
        <EmptyState icon={Users} title={words.empty} actions={create}>
          {words.emptyText}
        </EmptyState>
      ) : (
        <SearchBar label={words.search} value={search} onSearch={setSearch}>
          {create}
        </SearchBar>
      )}
      {users.length > 0 && shown.length === 0 && <EmptyState icon={Search} title={words.noMatch} />}
      {shown.length > 0 && (
        <TableScroll label={strings.keys.tabs.users}>
          <ColumnHeads names={Object.values(words.columns)} last={common.actions} />
          <Table.Tbody>
            {shown.map((user) => (
              <UserLine key={user.user_id} user={user} onChange={onChange} />
            ))}
          </Table.Tbody>
        </TableScroll>
      )}
      <CreateUser isOpen={isCreating} onClose={() => setCreating(false)} onChange={onChange} />
    </>
  );
}

function UserLine({ user, onChange }: { readonly user: UserRow; readonly onChange: () => Promise<void> }) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [dialog, setDialog] = useState<'change' | 'remove' | undefined>(undefined);
  const [email, setEmail] = useState(user.email ?? '');
  const { user_id: id, name } = user;
  const close = (): void => setDialog(undefined);
  const change = (): void =>
    void run(async () => {
      await client.users.update({ user_identifier: id, new_email: email.trim() });
      close();
      await onChange();
    }, words.changed(name));
  const remove = (): void =>
    void run(async () => {
      await client.users.delete({ user_identifier: id, force: user.projects + user.api_keys > 0 });
      close();
      await onChange();
    }, words.removed(name));
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
          <Menu.Item onClick={() => setDialog('change')}>{words.change} …</Menu.Item>
          <Menu.Item color="danger" onClick={() => setDialog('remove')}>
            {words.remove} …
          </Menu.Item>
        </RowMenu>
        <FormDialog
          title={`${words.change}: ${name}`}
          word={words.save}
          isOpen={dialog === 'change'}
          isBusy={isBusy}
          onClose={close}
          onSubmit={change}
        >
          <TextInput
            type="email"
            label={words.email}
            required
            value={email}
            onChange={({ currentTarget }) => setEmail(currentTarget.value)}
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
          {words.removeText(user.api_keys)}
        </ConfirmDialog>
      </Table.Td>
    </Table.Tr>
  );
}

interface CreateUserProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChange: () => Promise<void>;
}

function CreateUser({ isOpen, onClose, onChange }: CreateUserProps) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const create = (): void =>
    void run(
      async () => {
        await client.users.create({ email: email.trim(), ...(name.trim() === '' ? {} : { name: name.trim() }) });
        setEmail('');
        setName('');
        onClose();
        await onChange();
      },
      words.added(name.trim() === '' ? email.trim() : name.trim()),
    );
  return (
    <FormDialog
      title={words.create}
      word={words.create}
      isOpen={isOpen}
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={create}
    >
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
