import { Table } from '@mantine/core';
import { Card } from '../../components/card';
import { ColumnHeads } from '../../components/column-heads';
import { FactList } from '../../components/fact-list';
import { Loaded } from '../../components/loaded';
import { TableScroll } from '../../components/table-scroll';
import { useConsole } from '../../stores/console';
import { formatBytes, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { useMeasured } from './use-measured';

const { use: words } = strings.performance;

/** How much of what is limited is used, and which limits were reached. */
export function UseCard() {
  const { client } = useConsole();
  const { load, refresh } = useMeasured(() => client.limits.get({}), 'limits');
  return (
    <Card title={words.title}>
      <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
        {({ use: { sessions, results, resultBytes, requests }, counts }) => (
          <>
            <FactList
              facts={[
                [words.requests, formatNumber(requests)],
                [words.sessions, words.of(formatNumber(sessions.now), formatNumber(sessions.most))],
                [words.results, words.of(formatNumber(results.now), formatNumber(results.most))],
                [words.bytes, words.of(formatBytes(resultBytes.now), formatBytes(resultBytes.most))],
              ]}
            />
            <h3>{words.reached}</h3>
            {counts.length === 0 ? (
              <p>{words.noneReached}</p>
            ) : (
              <TableScroll label={words.reached}>
                <ColumnHeads names={[words.event, words.server, words.count]} />
                <Table.Tbody>
                  {counts.map(({ event, server, count }) => (
                    <Table.Tr key={`${event} ${server ?? ''}`}>
                      <Table.Th scope="row">
                        <code>{event}</code>
                      </Table.Th>
                      <Table.Td>{server ?? '–'}</Table.Td>
                      <Table.Td>{formatNumber(count)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </TableScroll>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
