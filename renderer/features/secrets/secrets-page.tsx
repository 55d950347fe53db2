import { Button, Menu, Table } from '@mantine/core';
import { CircleAlert, CircleCheck, Plus, Search, Vault } from 'lucide-react';
import { useState } from 'react';
import type { AdminClient } from '../../../shared/contract/contract';
import { Ago } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { RowMenu } from '../../components/row-menu';
import { SearchBar } from '../../components/search-bar';
import { StatusPill } from '../../components/status-pill';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import { SecretStore } from './secret-store';
import classes from './secrets-page.module.css';
import { SetSecret } from './set-secret';

const { secrets: words, common } = strings;

type Secret = Awaited<ReturnType<AdminClient['secrets']['list']>>[number];

/** Names of secrets and who uses them; never their values. */
export function SecretsPage() {
  const { client } = useConsole();
  const { load, refresh } = useResource(() => client.secrets.list({}), 'secrets');
  const [search, setSearch] = useState('');
  const [isAdding, setAdding] = useState(false);
  const add = (
    <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  return (
    <div className={classes['page']}>
      <div>
        <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
          {(all) => {
            if (all.length === 0) {
              return (
                <EmptyState icon={Vault} title={words.empty} actions={add}>
                  {words.emptyText}
                </EmptyState>
              );
            }
            const shown = all.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
            return (
              <>
                <SearchBar label={words.search} value={search} onSearch={setSearch}>
                  {add}
                </SearchBar>
                {shown.length === 0 ? (
                  <EmptyState icon={Search} title={words.noMatch} />
                ) : (
                  <SecretTable secrets={shown} onChange={refresh} />
                )}
              </>
            );
          }}
        </Loaded>
      </div>
      <SecretStore onChange={refresh} />
      {isAdding && <SetSecret name={undefined} onClose={() => setAdding(false)} onDone={refresh} />}
    </div>
  );
}

interface SecretTableProps {
  readonly secrets: readonly Secret[];
  readonly onChange: () => Promise<void>;
}

function SecretTable({ secrets, onChange }: SecretTableProps) {
  return (
    <TableScroll label={words.title}>
      <ColumnHeads names={Object.values(words.columns)} last={common.actions} />
      <Table.Tbody>
        {secrets.map((secret) => (
          <SecretLine key={secret.name} secret={secret} onChange={onChange} />
        ))}
      </Table.Tbody>
    </TableScroll>
  );
}

interface SecretLineProps {
  readonly secret: Secret;
  readonly onChange: () => Promise<void>;
}

function SecretLine({ secret: { name, isSet, updatedAt, usedBy }, onChange }: SecretLineProps) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [dialog, setDialog] = useState<'set' | 'remove' | undefined>(undefined);
  const close = (): void => setDialog(undefined);
  const remove = (): void =>
    void run(async () => {
      await client.secrets.delete({ id: name });
      close();
      await onChange();
    }, words.removed(name));
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <code>{name}</code>
      </Table.Th>
      <Table.Td>
        <StatusPill tone={isSet ? 'ok' : 'danger'} icon={isSet ? CircleCheck : CircleAlert} plain>
          {isSet ? words.set : words.notSet}
        </StatusPill>
      </Table.Td>
      <Table.Td>{updatedAt === undefined ? '–' : <Ago at={Date.parse(updatedAt)} />}</Table.Td>
      <Table.Td>
        {usedBy.length === 0 ? (
          words.unused
        ) : (
          <ul className={classes['places']}>
            {usedBy.map((place) => (
              <li key={place}>
                <code>{place}</code>
              </li>
            ))}
          </ul>
        )}
      </Table.Td>
      <Table.Td>
        <RowMenu label={common.actionsFor(name)}>
          <Menu.Item onClick={() => setDialog('set')}>{isSet ? words.replace : words.give} …</Menu.Item>
          {isSet && (
            <Menu.Item color="danger" onClick={() => setDialog('remove')}>
              {words.remove} …
            </Menu.Item>
          )}
        </RowMenu>
        {dialog === 'set' && <SetSecret name={name} onClose={close} onDone={onChange} />}
        <ConfirmDialog
          title={words.removeTitle(name)}
          word={words.remove}
          isOpen={dialog === 'remove'}
          isBusy={isBusy}
          onClose={close}
          onConfirm={remove}
        >
          {words.removeText(usedBy)}
        </ConfirmDialog>
      </Table.Td>
    </Table.Tr>
  );
}
