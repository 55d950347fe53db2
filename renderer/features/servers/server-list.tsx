import { Anchor, Button, Switch, Table, TextInput } from '@mantine/core';
import { Plus, Search, Server } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { UpstreamState } from '../../../shared/model/server';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { ServerStatePill } from '../../components/server-state-pill';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import type { ServerFacts } from '../../stores/load-servers';
import { formatMs, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { AddServer } from './add-server';
import { askedToAdd } from './asked-to-add';
import classes from './server-list.module.css';
import { type ServerNumbers, useServerNumbers } from './server-numbers';

const { servers: words } = strings;
const { columns } = words;

/** Every configured server. */
export function ServerList() {
  const { stores } = useConsole();
  const load = useLoad(stores.servers);
  const [path, go] = useLocation();
  const query = useSearch();
  const asked = askedToAdd(path, query);
  const [isAdding, setAdding] = useState(false);
  const [search, setSearch] = useState('');
  const add = (
    <Button variant="filled" leftSection={<Plus size={14} aria-hidden />} onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  );
  return (
    <>
      <Loaded load={load} what={words.title} onRetry={() => void stores.servers.refresh()}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={Server} title={words.empty} actions={add}>
              {words.emptyText}
            </EmptyState>
          ) : (
            <>
              <div className={classes['bar']}>
                <TextInput
                  type="search"
                  aria-label={words.search}
                  placeholder={words.search}
                  leftSection={<Search size={14} aria-hidden />}
                  value={search}
                  onChange={({ currentTarget }) => setSearch(currentTarget.value)}
                />
                {add}
              </div>
              <ServerRows servers={all.filter((server) => says(server, search))} />
            </>
          )
        }
      </Loaded>
      <AddServer
        // A link that comes while the form stands begins it anew.
        key={`${path}?${query}`}
        first={asked}
        isOpen={isAdding || asked !== undefined}
        onClose={() => {
          setAdding(false);
          if (asked !== undefined) go('/servers', { replace: true });
        }}
      />
    </>
  );
}

const says = ({ server_name, description, configName }: ServerFacts, search: string): boolean =>
  `${server_name} ${description} ${configName}`.toLowerCase().includes(search.trim().toLowerCase());

function ServerRows({ servers }: { readonly servers: readonly ServerFacts[] }) {
  const numbers = useServerNumbers();
  if (servers.length === 0) return <EmptyState icon={Search} title={words.noMatch} />;
  return (
    <TableScroll label={words.title}>
      <Table.Thead>
        <Table.Tr>
          {Object.values(columns).map((name) => (
            <Table.Th key={name} scope="col">
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {servers.map((server) => (
          <ServerRow
            key={`${server.configId}/${server.server_name}`}
            server={server}
            numbers={numbers.get(server.server_name)}
          />
        ))}
      </Table.Tbody>
    </TableScroll>
  );
}

interface ServerRowProps {
  readonly server: ServerFacts;
  readonly numbers: ServerNumbers | undefined;
}

function ServerRow({ server, numbers }: ServerRowProps) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const upstreams = knownOf(useLoad(stores.status))?.upstreams ?? [];
  const tools = knownOf(useLoad(stores.tools));
  const { configId, configName, server_name: name, enabled } = server;
  const own = upstreams.filter((upstream) => upstream.configId === configId && upstream.server === name);
  const [worst] = [...own].sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state));
  const offered = tools?.find((each) => each.config === configId && each.server === name);
  const shown = offered?.tools.filter(({ shownAs }) => shownAs !== undefined).length ?? 0;
  const toggle = (isOn: boolean): void =>
    void run(
      async () => {
        await client.servers.update({
          config_identifier: configId,
          server_name: name,
          settings: { enabled: isOn ? null : false },
        });
        await stores.servers.refresh();
      },
      isOn ? words.enabled(name) : words.disabled(name),
    );
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} href={pathOf(configId, name)} size="sm">
          {name}
        </Anchor>
        <small className={classes['small']}>{server.description === '' ? configName : server.description}</small>
      </Table.Th>
      <Table.Td>
        <ServerStatePill state={enabled ? (worst?.state ?? 'stopped') : 'disabled'} plain />
        {worst?.problem !== undefined && <small className={classes['problem']}>{worst.problem}</small>}
      </Table.Td>
      <Table.Td>{worst?.transport ?? (server.url === null ? 'stdio' : 'http')}</Table.Td>
      <Table.Td>{offered?.isKnown === true ? words.toolCount(shown, offered.tools.length) : '–'}</Table.Td>
      <Table.Td>{numbers === undefined ? '–' : formatNumber(numbers.calls)}</Table.Td>
      <Table.Td>{numbers?.p95Ms === undefined ? '–' : formatMs(numbers.p95Ms)}</Table.Td>
      <Table.Td>{formatNumber(own.reduce((sum, { restarts }) => sum + restarts, 0))}</Table.Td>
      <Table.Td>
        <Switch
          aria-label={words.enable(name)}
          checked={enabled}
          disabled={isBusy}
          onChange={({ currentTarget }) => toggle(currentTarget.checked)}
        />
      </Table.Td>
    </Table.Tr>
  );
}

/** Trouble first. */
const RANK: readonly UpstreamState[] = ['failed', 'restarting', 'starting', 'ready', 'stopped', 'disabled'];

const pathOf = (configId: string, server: string): string =>
  `/servers/${encodeURIComponent(configId)}/${encodeURIComponent(server)}`;
