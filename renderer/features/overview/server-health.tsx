import { Anchor, Button, Table } from '@mantine/core';
import { Server } from 'lucide-react';
import { Link } from 'wouter';
import type { GatewayStatus } from '../../../shared/model/status';
import { Card } from '../../components/card';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { ServerStatePill } from '../../components/server-state-pill';
import { useNow } from '../../hooks/use-now';
import { useConsole, useLoad } from '../../stores/console';
import { formatNumber } from '../../strings/format';
import { formatDuration } from '../../strings/format-duration';
import { strings } from '../../strings/strings';

const { health } = strings.overview;
const MOST = 8;

/** Every server, those with trouble first. */
export function ServerHealth() {
  const { status } = useConsole().stores;
  const load = useLoad(status);
  return (
    <Card
      title={health.title}
      flush
      actions={
        <Anchor component={Link} href="/servers" size="sm">
          {health.all}
        </Anchor>
      }
    >
      <Loaded load={load} what={health.title} onRetry={() => void status.refresh()}>
        {({ upstreams }) => (upstreams.length === 0 ? <NoServer /> : <HealthTable upstreams={upstreams} />)}
      </Loaded>
    </Card>
  );
}

function NoServer() {
  return (
    <EmptyState
      icon={Server}
      title={health.empty}
      actions={
        <Button component={Link} href="/servers">
          {health.add}
        </Button>
      }
    >
      {health.emptyText}
    </EmptyState>
  );
}

const TROUBLE: readonly string[] = ['failed', 'restarting', 'starting'];

function HealthTable({ upstreams }: Pick<GatewayStatus, 'upstreams'>) {
  const now = useNow();
  const rank = (state: string): number => (TROUBLE.includes(state) ? TROUBLE.indexOf(state) : TROUBLE.length);
  const sorted = upstreams
    .map((upstream, index) => ({ ...upstream, index }))
    .sort((a, b) => rank(a.state) - rank(b.state))
    .slice(0, MOST);
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{health.server}</Table.Th>
          <Table.Th scope="col">{health.state}</Table.Th>
          <Table.Th scope="col">{health.upFor}</Table.Th>
          <Table.Th scope="col">{health.restarts}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sorted.map(({ index, configId, server, state, startedAt, restarts }) => (
          <Table.Tr key={index}>
            <Table.Th scope="row">
              <Anchor
                component={Link}
                href={`/servers/${encodeURIComponent(configId)}/${encodeURIComponent(server)}`}
                size="sm"
              >
                {server}
              </Anchor>
            </Table.Th>
            <Table.Td>
              <ServerStatePill state={state} plain />
            </Table.Td>
            <Table.Td>{state === 'ready' && startedAt !== undefined ? formatDuration(now - startedAt) : '–'}</Table.Td>
            <Table.Td>{formatNumber(restarts)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
