import { Button, Table } from '@mantine/core';
import { Cable } from 'lucide-react';
import { useState } from 'react';
import type { AdminClient } from '../../../shared/contract/contract';
import { Ago } from '../../components/ago';
import { Card } from '../../components/card';
import { ColumnHeads } from '../../components/column-heads';
import { ConfirmDialog } from '../../components/confirm-dialog';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { TableScroll } from '../../components/table-scroll';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import { useMeasured } from './use-measured';

const { common } = strings;
const { sessions: words } = strings.performance;

type Session = Awaited<ReturnType<AdminClient['sessions']['list']>>[number];

/** Sessions that clients have open, and the way to end one. */
export function SessionCard() {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const { load, refresh } = useMeasured(() => client.sessions.list({}), 'sessions');
  const [ending, setEnding] = useState<Session | undefined>(undefined);
  const nameOf = ({ clientName }: Session): string => clientName ?? words.unnamed;
  const end = ({ id }: Session): void =>
    void run(async () => {
      await client.sessions.end({ id });
      setEnding(undefined);
      await refresh();
    }, words.ended);
  return (
    <Card title={words.title}>
      <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
        {(sessions) =>
          sessions.length === 0 ? (
            <EmptyState icon={Cable} title={words.empty}>
              {words.emptyText}
            </EmptyState>
          ) : (
            <TableScroll label={common.tableOf(words.title)}>
              <ColumnHeads names={Object.values(words.columns)} last={common.actions} />
              <Table.Tbody>
                {sessions.map((session) => (
                  <Table.Tr key={session.id}>
                    <Table.Th scope="row">{nameOf(session)}</Table.Th>
                    <Table.Td>
                      <code>{session.keyId}</code>
                    </Table.Td>
                    <Table.Td>{session.protocolVersion}</Table.Td>
                    <Table.Td>
                      <Ago at={session.lastUsedAt} />
                    </Table.Td>
                    <Table.Td>
                      <Button size="xs" aria-label={words.endNamed(nameOf(session))} onClick={() => setEnding(session)}>
                        {words.end}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </TableScroll>
          )
        }
      </Loaded>
      {ending !== undefined && (
        <ConfirmDialog
          title={words.endTitle(nameOf(ending))}
          word={words.end}
          isOpen
          isBusy={isBusy}
          onClose={() => setEnding(undefined)}
          onConfirm={() => end(ending)}
        >
          {words.endText}
        </ConfirmDialog>
      )}
    </Card>
  );
}
