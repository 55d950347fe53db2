import { Button, Select, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AdminClient } from '../../../shared/contract/contract';
import { Ago } from '../../components/ago';
import { Card } from '../../components/card';
import { ColumnHeads } from '../../components/column-heads';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { FormDialog } from '../../components/form-dialog';
import { Loaded } from '../../components/loaded';
import { ShownOnce } from '../../components/shown-once';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { formatMoment } from '../../strings/format';
import { strings } from '../../strings/strings';

const { common } = strings;
const { adminKeys: words } = strings.settings;

type AdminKey = Awaited<ReturnType<AdminClient['adminKeys']['list']>>[number];
type Role = AdminKey['role'];
const ROLES: readonly Role[] = ['viewer', 'operator', 'admin'];

/** Keys of the admin API: made, shown once, deleted. */
export function AdminKeys() {
  const { client } = useConsole();
  const { load, refresh } = useResource(() => client.adminKeys.list({}), 'admin-keys');
  const [isCreating, setCreating] = useState(false);
  return (
    <Card title={words.title} actions={<Button onClick={() => setCreating(true)}>{words.create} …</Button>}>
      <p>{words.explain}</p>
      <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
        {(keys) => (keys.length === 0 ? <p>{words.empty}</p> : <KeyRows keys={keys} onChange={refresh} />)}
      </Loaded>
      <CreateAdminKey isOpen={isCreating} onClose={() => setCreating(false)} onChange={refresh} />
    </Card>
  );
}

const nameOf = ({ name, id }: AdminKey): string => name ?? id;

interface KeyRowsProps {
  readonly keys: readonly AdminKey[];
  readonly onChange: () => Promise<void>;
}

function KeyRows({ keys, onChange }: KeyRowsProps) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [leaving, setLeaving] = useState<AdminKey | undefined>(undefined);
  const remove = (key: AdminKey): void =>
    void run(
      async () => {
        await client.adminKeys.delete({ id: key.id });
        setLeaving(undefined);
        await onChange();
      },
      words.removed(nameOf(key)),
    );
  return (
    <>
      <TableScroll label={common.tableOf(words.title)}>
        <ColumnHeads names={Object.values(words.columns)} last={common.actions} />
        <Table.Tbody>
          {keys.map((key) => (
            <Table.Tr key={key.id}>
              <Table.Th scope="row">{nameOf(key)}</Table.Th>
              <Table.Td>{words.roles[key.role]}</Table.Td>
              <Table.Td>{words.states[key.state]}</Table.Td>
              <Table.Td>
                <Ago at={Date.parse(key.createdAt)} />
              </Table.Td>
              <Table.Td>
                {key.expiresAt === undefined ? common.never : formatMoment(Date.parse(key.expiresAt))}
              </Table.Td>
              <Table.Td>
                <Button size="xs" aria-label={words.removeNamed(nameOf(key))} onClick={() => setLeaving(key)}>
                  {words.remove}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </TableScroll>
      {leaving !== undefined && (
        <ConfirmDialog
          title={words.removeTitle(nameOf(leaving))}
          word={words.remove}
          isOpen
          isBusy={isBusy}
          onClose={() => setLeaving(undefined)}
          onConfirm={() => remove(leaving)}
        >
          {words.removeText}
        </ConfirmDialog>
      )}
    </>
  );
}

interface CreateAdminKeyProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChange: () => Promise<void>;
}

function CreateAdminKey({ isOpen, onClose, onChange }: CreateAdminKeyProps) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [issued, setIssued] = useState<{ readonly name: string; readonly key: string } | undefined>(undefined);
  const create = (): void =>
    void run(async () => {
      const made = await client.adminKeys.create({ role, ...(name.trim() === '' ? {} : { name: name.trim() }) });
      setName('');
      onClose();
      setIssued({ name: nameOf(made), key: made.key });
      await onChange();
    });
  return (
    <>
      <FormDialog
        title={words.create}
        word={words.create}
        isOpen={isOpen}
        isBusy={isBusy}
        onClose={onClose}
        onSubmit={create}
      >
        <TextInput
          label={words.name}
          maxLength={200}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          data-autofocus
        />
        <Select
          label={words.role}
          data={ROLES.map((value) => ({ value, label: words.roles[value] }))}
          value={role}
          onChange={(value) => setRole(ROLES.find((each) => each === value) ?? 'viewer')}
          allowDeselect={false}
        />
      </FormDialog>
      <ShownOnce title={words.issued(issued?.name ?? '')} text={issued?.key} onKept={() => setIssued(undefined)} />
    </>
  );
}
