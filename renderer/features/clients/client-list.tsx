import { Anchor, Button, Table } from '@mantine/core';
import { MonitorSmartphone, Search } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Ago } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { DetailText } from '../../components/detail-text';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { SearchBar } from '../../components/search-bar';
import { TableScroll } from '../../components/table-scroll';
import { useConsole, useLoad } from '../../stores/console';
import type { ClientRow } from '../../stores/stores';
import { strings } from '../../strings/strings';
import { ChangeClient } from './change-client';
import { CLIENT_GROUPS, type ClientChange, type ClientGroup, groupOf, nextChange } from './client-groups';
import classes from './client-list.module.css';
import { ClientStatePill } from './client-state-pill';

const { clients: words, common } = strings;

interface Open {
  readonly row: ClientRow;
  readonly change: ClientChange;
}

/** The programs on this machine that use tools, those with trouble first. */
export function ClientList() {
  const { clients } = useConsole().stores;
  const load = useLoad(clients);
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open | undefined>(undefined);
  return (
    <>
      <Loaded load={load} what={words.title} onRetry={() => void clients.refresh()}>
        {(all) => {
          const shown = all.filter(({ title }) => title.toLowerCase().includes(search.trim().toLowerCase()));
          return (
            <>
              <SearchBar label={words.search} value={search} onSearch={setSearch} />
              {all.every(({ state }) => ['hand', 'absent'].includes(groupOf(state))) && <NoClient />}
              {shown.length === 0 && <EmptyState icon={Search} title={words.noMatch} />}
              {CLIENT_GROUPS.map((group) => (
                <Group
                  key={group}
                  group={group}
                  rows={shown.filter(({ state }) => groupOf(state) === group)}
                  isSearched={search.trim() !== ''}
                  onChange={setOpen}
                />
              ))}
            </>
          );
        }}
      </Loaded>
      {open !== undefined && (
        <ChangeClient
          id={open.row.client}
          title={open.row.title}
          change={open.change}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function NoClient() {
  return (
    <EmptyState
      icon={MonitorSmartphone}
      title={words.empty}
      actions={
        <Button component={Link} href="/keys">
          {words.toKeys}
        </Button>
      }
    >
      {words.emptyText}
    </EmptyState>
  );
}

interface GroupProps {
  readonly group: ClientGroup;
  readonly rows: readonly ClientRow[];
  readonly isSearched: boolean;
  readonly onChange: (open: Open) => void;
}

function Group({ group, rows, isSearched, onChange }: GroupProps) {
  if (rows.length === 0) return null;
  const title = words.count(words.groups[group], rows.length);
  if (group === 'absent') {
    return (
      <details className={classes['group']} open={isSearched}>
        <summary>{title}</summary>
        <ClientTable label={words.groups[group]} rows={rows} onChange={onChange} />
      </details>
    );
  }
  return (
    <section className={classes['group']}>
      <h2>{title}</h2>
      <ClientTable label={words.groups[group]} rows={rows} onChange={onChange} />
    </section>
  );
}

interface ClientTableProps {
  readonly label: string;
  readonly rows: readonly ClientRow[];
  readonly onChange: (open: Open) => void;
}

function ClientTable({ label, rows, onChange }: ClientTableProps) {
  return (
    <TableScroll label={label}>
      <ColumnHeads names={Object.values(words.columns)} last={common.actions} />
      <Table.Tbody>
        {rows.map((row) => (
          <Line key={row.client} row={row} onChange={onChange} />
        ))}
      </Table.Tbody>
    </TableScroll>
  );
}

function Line({ row, onChange }: { readonly row: ClientRow; readonly onChange: (open: Open) => void }) {
  const { client, title, state, transport, last_seen: seen, files } = row;
  const change = nextChange(state);
  const to = `/clients/${encodeURIComponent(client)}`;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} href={to} size="sm">
          {title}
        </Anchor>
        {files.length > 0 && <DetailText>{files.join(', ')}</DetailText>}
      </Table.Th>
      <Table.Td>
        <ClientStatePill state={state} plain />
      </Table.Td>
      <Table.Td>{transport ?? '–'}</Table.Td>
      <Table.Td>{seen === null ? words.notSeen : <Ago at={Date.parse(seen)} />}</Table.Td>
      <Table.Td>
        {change === undefined ? (
          <Button component={Link} href={to} size="xs" aria-label={words.named(words.actions.look, title)}>
            {words.actions.look}
          </Button>
        ) : (
          <Button
            size="xs"
            variant="filled"
            aria-label={words.named(words.actions[change], title)}
            onClick={() => onChange({ row, change })}
          >
            {words.actions[change]}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
