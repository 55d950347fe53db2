import { Table } from '@mantine/core';
import { Ago } from '../../components/ago';
import { Card } from '../../components/card';
import { ColumnHeads } from '../../components/column-heads';
import { FactList } from '../../components/fact-list';
import { Loaded } from '../../components/loaded';
import { TableScroll } from '../../components/table-scroll';
import { useConsole } from '../../stores/console';
import { formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { readTimeouts } from './read-timeouts';
import { useMeasured } from './use-measured';

const { timeouts: words } = strings.performance;

type Timeouts = ReturnType<typeof readTimeouts>;

/** The limits, how operations fared under them, and what came close. */
export function TimeoutCard() {
  const { client } = useConsole();
  const { load, refresh } = useMeasured(async () => {
    const { limits, metrics, active } = await client.timeouts.get({});
    return { limits, active: active.length, ...readTimeouts(metrics) };
  }, 'timeouts');
  return (
    <Card title={words.title}>
      <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
        {(known) => (
          <>
            <FactList
              facts={[
                [words.total, formatNumber(known.total_operations)],
                [words.succeeded, formatNumber(known.successful_operations)],
                [words.failed, formatNumber(known.failed_operations)],
                [words.timedOut, formatNumber(known.timeout_operations)],
                [words.cancelled, formatNumber(known.cancelled_operations)],
                [words.active, formatNumber(known.active)],
                [words.rate, words.percent(known.success_rate)],
              ]}
            />
            <h3>{words.escalations}</h3>
            <Escalations events={known.recent_escalations} />
            <Hints hints={known.adaptive_hints} />
            <h3>{words.limits}</h3>
            <FactList
              facts={Object.entries(known.limits).map(([type, limit]) => [
                words.types[type] ?? type,
                words.seconds(limit),
              ])}
            />
          </>
        )}
      </Loaded>
    </Card>
  );
}

const MOST = 10;

function Escalations({ events }: { readonly events: Timeouts['recent_escalations'] }) {
  if (events.length === 0) return <p>{words.none}</p>;
  return (
    <TableScroll label={words.escalations}>
      <ColumnHeads names={Object.values(words.columns)} />
      <Table.Tbody>
        {events.slice(0, MOST).map((event) => (
          <Table.Tr key={`${event.operation_id} ${event.level}`}>
            <Table.Th scope="row">{event.label ?? event.operation_type}</Table.Th>
            <Table.Td>{words.levels[event.level] ?? event.level}</Table.Td>
            <Table.Td>{words.seconds(event.limit_seconds)}</Table.Td>
            <Table.Td>
              <Ago at={Date.parse(event.timestamp)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </TableScroll>
  );
}

/** Limits that observed times say something about. */
function Hints({ hints }: { readonly hints: Timeouts['adaptive_hints'] }) {
  const wanted = hints.filter(({ advice }) => advice !== 'keep').slice(0, MOST);
  if (wanted.length === 0) return null;
  return (
    <>
      <h3>{words.hints}</h3>
      <TableScroll label={words.hints}>
        <ColumnHeads names={Object.values(words.hintColumns)} />
        <Table.Tbody>
          {wanted.map((hint) => {
            const name = [hint.server_name, hint.tool_name].filter((part) => part !== undefined).join(' / ');
            return (
              <Table.Tr key={`${hint.operation_type} ${name}`}>
                <Table.Th scope="row">{name === '' ? hint.operation_type : name}</Table.Th>
                <Table.Td>{words.seconds(hint.p99_seconds)}</Table.Td>
                <Table.Td>{words.seconds(hint.limit_seconds)}</Table.Td>
                <Table.Td>{words.seconds(hint.suggested_seconds)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </TableScroll>
    </>
  );
}
