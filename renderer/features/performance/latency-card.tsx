import { Table } from '@mantine/core';
import { Timer } from 'lucide-react';
import { Card } from '../../components/card';
import { ColumnHeads } from '../../components/column-heads';
import { DetailText } from '../../components/detail-text';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { TableScroll } from '../../components/table-scroll';
import { useConsole, useLoad } from '../../stores/console';
import { formatMs, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import classes from './performance-page.module.css';
import { type ToolTimes, toolTimes } from './tool-times';

const { common } = strings;
const { latency: words } = strings.performance;

/** How long each tool takes. */
export function LatencyCard() {
  const { recent } = useConsole().stores;
  const load = useLoad(recent);
  return (
    <Card title={words.title}>
      <p className={classes['note']}>{words.explain}</p>
      <Loaded load={load} what={words.title} onRetry={() => void recent.refresh()}>
        {({ lines }) => {
          const tools = toolTimes(lines);
          return tools.length === 0 ? <EmptyState icon={Timer} title={words.empty} /> : <Times tools={tools} />;
        }}
      </Loaded>
    </Card>
  );
}

function Times({ tools }: { readonly tools: readonly ToolTimes[] }) {
  return (
    <TableScroll label={common.tableOf(words.title)}>
      <ColumnHeads names={Object.values(words.columns)} />
      <Table.Tbody>
        {tools.map(({ server, name, calls, failed, times }) => (
          <Table.Tr key={`${server} ${name}`}>
            <Table.Th scope="row">
              <code>{name}</code>
              <DetailText>{server}</DetailText>
            </Table.Th>
            <Table.Td>{formatNumber(calls)}</Table.Td>
            <Table.Td>{formatNumber(failed)}</Table.Td>
            {([times?.median, times?.p95, times?.p99, times?.most] as const).map((ms, index) => (
              <Table.Td key={index}>{ms === undefined ? '–' : formatMs(ms)}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </TableScroll>
  );
}
