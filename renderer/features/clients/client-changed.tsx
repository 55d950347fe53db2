import { Alert, Button, Group } from '@mantine/core';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { AdminClient } from '../../../shared/contract/contract';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './change-client.module.css';
import type { ClientChange } from './client-groups';

const { done } = strings.clients;

/** What became of a change. */
export type ClientOutcome = Pick<Awaited<ReturnType<AdminClient['clients']['connect']>>, 'restart' | 'notes' | 'files'>;

interface ClientChangedProps {
  readonly id: string;
  readonly title: string;
  readonly change: ClientChange;
  readonly outcome: ClientOutcome;
  readonly onClose: () => void;
}

/** Says what was written, what a person has to do now, and when the client was seen. */
export function ClientChanged({ id, title, change, outcome, onClose }: ClientChangedProps) {
  const [since] = useState(Date.now);
  const row = knownOf(useLoad(useConsole().stores.clients))?.find(({ client }) => client === id);
  const isSeen = row?.last_seen != null && Date.parse(row.last_seen) >= since;
  return (
    <div className={classes['body']}>
      <Alert color="ok" icon={<CircleCheck size={18} aria-hidden />} title={done.title[change](title)} role="status">
        {change !== 'disconnect' && <p>{isSeen ? done.seen : done.waiting}</p>}
      </Alert>
      <h3>{done.next}</h3>
      <p>{outcome.restart}</p>
      {outcome.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {outcome.files.map(({ path, backup, problem }) => (
        <p key={path}>
          <code>{path}</code>
          {problem !== null && ` – ${problem}`}
          {backup !== null && (
            <>
              . {done.backup} <code>{backup}</code>
            </>
          )}
        </p>
      ))}
      <Group justify="flex-end">
        <Button variant="filled" onClick={onClose} data-autofocus>
          {done.close}
        </Button>
      </Group>
    </div>
  );
}
