import { Table } from '@mantine/core';
import { Timer } from 'lucide-react';
import type { ActivityLine } from '../../../shared/model/activity-line';
import { Card } from '../../components/card';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { useConsole, useLoad } from '../../stores/console';
import { formatMs, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { requestsIn } from '../../model/requests';

const { slowest } = strings.overview;
const MOST = 5;

interface ToolTimes {
  readonly server: string;
  readonly name: string;
  readonly calls: number;
  readonly medianMs: number;
  readonly p95Ms: number;
}

/** The tools that keep people waiting. */
export function SlowestTools() {
  const { recent } = useConsole().stores;
  const load = useLoad(recent);
  return (
    <Card title={slowest.title} flush>
      <Loaded load={load} what={slowest.title} onRetry={() => void recent.refresh()}>
        {({ lines }) => {
          const tools = slowestIn(lines);
          return tools.length === 0 ? (
            <EmptyState icon={Timer} title={slowest.empty} />
          ) : (
            <ToolTable tools={tools.slice(0, MOST)} />
          );
        }}
      </Loaded>
    </Card>
  );
}

function ToolTable({ tools }: { readonly tools: readonly ToolTimes[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{slowest.tool}</Table.Th>
          <Table.Th scope="col">{slowest.calls}</Table.Th>
          <Table.Th scope="col">{slowest.median}</Table.Th>
          <Table.Th scope="col">{slowest.p95}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tools.map(({ server, name, calls, medianMs, p95Ms }) => (
          <Table.Tr key={`${server} ${name}`}>
            <Table.Th scope="row">
              <code>{name}</code>
            </Table.Th>
            <Table.Td>{formatNumber(calls)}</Table.Td>
            <Table.Td>{formatMs(medianMs)}</Table.Td>
            <Table.Td>{formatMs(p95Ms)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Waiting for a person is not the tool’s time. */
function slowestIn(lines: readonly ActivityLine[]): readonly ToolTimes[] {
  const times = new Map<string, { readonly server: string; readonly name: string; readonly ms: number[] }>();
  for (const { method, server, name, ms, outcome, approvals = [] } of requestsIn(lines)) {
    if (method !== 'tools/call' || server === undefined || name === undefined || outcome !== 'ok') continue;
    const waited = approvals.reduce((sum, { waitedMs }) => sum + waitedMs, 0);
    const id = `${server} ${name}`;
    const tool = times.get(id) ?? { server, name, ms: [] };
    tool.ms.push(Math.max(0, ms - waited));
    times.set(id, tool);
  }
  return [...times.values()]
    .map(({ server, name, ms }) => {
      const sorted = ms.sort((a, b) => a - b);
      const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
      return { server, name, calls: sorted.length, medianMs: at(0.5), p95Ms: at(0.95) };
    })
    .sort((a, b) => b.p95Ms - a.p95Ms);
}
