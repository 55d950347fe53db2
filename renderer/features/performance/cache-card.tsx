import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import type { AdminClient } from '../../../shared/contract/contract';
import { Ago } from '../../components/ago';
import { Card } from '../../components/card';
import { ColumnHeads } from '../../components/column-heads';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { FactList } from '../../components/fact-list';
import { Loaded } from '../../components/loaded';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { formatBytes, formatMoment, formatNumber } from '../../strings/format';
import { formatDuration } from '../../strings/format-duration';
import { strings } from '../../strings/strings';
import { useMeasured } from './use-measured';

const { cache: words } = strings.performance;

type Cache = Awaited<ReturnType<AdminClient['cache']['status']>>;

/** What the gateway remembers so that it need not ask again. */
export function CacheCard() {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const { load, refresh } = useMeasured(() => client.cache.status({}), 'cache');
  const [isAsking, setAsking] = useState(false);
  const clear = (): void =>
    void run(
      async () => {
        const made = await client.cache.clear({});
        setAsking(false);
        await refresh();
        return made;
      },
      ({ lists }) => words.cleared(lists),
    );
  return (
    <Card title={words.title} actions={<Button onClick={() => setAsking(true)}>{words.clear} …</Button>}>
      <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
        {(cache) => <Remembered cache={cache} />}
      </Loaded>
      <ConfirmDialog
        title={words.clearTitle}
        word={words.clear}
        isOpen={isAsking}
        isBusy={isBusy}
        onClose={() => setAsking(false)}
        onConfirm={clear}
      >
        {words.clearText}
      </ConfirmDialog>
    </Card>
  );
}

function Remembered({ cache: { seconds, config, lists, provider, results } }: { readonly cache: Cache }) {
  const kept =
    provider === undefined ? words.memory : `${provider.use} (${provider.address}), ${words.states[provider.state]}`;
  return (
    <>
      <FactList
        facts={[
          [words.lists, formatNumber(lists.length)],
          [words.believed, formatDuration(seconds.lists * 1_000)],
          [words.config, <Ago key="config" at={config.readAt} />],
          [words.results, words.resultCount(results.count, formatBytes(results.bytes))],
          [words.provider, provider?.problem === undefined ? kept : `${kept}: ${provider.problem}`],
        ]}
      />
      {lists.length === 0 ? (
        <p>{words.empty}</p>
      ) : (
        <TableScroll label={words.lists}>
          <ColumnHeads names={Object.values(words.columns)} />
          <Table.Tbody>
            {lists.map(({ configId, server, list, items, expiresAt }) => (
              <Table.Tr key={`${configId} ${server} ${list}`}>
                <Table.Th scope="row">{server}</Table.Th>
                <Table.Td>{words.names[list]}</Table.Td>
                <Table.Td>{formatNumber(items)}</Table.Td>
                <Table.Td>{formatMoment(expiresAt)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </TableScroll>
      )}
    </>
  );
}
