import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AdminClient } from '../../../shared/contract/contract';
import { Card } from '../../components/card';
import { DiffView } from '../../components/diff-view';
import { FormDialog } from '../../components/form-dialog';
import { Loaded } from '../../components/loaded';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { heardAt, knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { formatMoment } from '../../strings/format';
import { strings } from '../../strings/strings';
import classes from './client-detail.module.css';

const { earlier: words } = strings.clients;

type Backup = Awaited<ReturnType<AdminClient['clients']['backups']>>[number];

const nameOf = ({ at, path }: Backup): string => words.of(formatMoment(Date.parse(at)), path);

/** What was kept before the gateway wrote, and the way back to it. Absent where nothing was kept. */
export function EarlierFiles({ id }: { readonly id: string }) {
  const { client, stores } = useConsole();
  const newerAt = heardAt(useLoad(stores.clients));
  const { load } = useResource(() => client.clients.backups({ client: id }), id, { newerAt });
  const [open, setOpen] = useState<Backup | undefined>(undefined);
  const backups = knownOf(load) ?? [];
  if (backups.length === 0) return null;
  return (
    <Card title={words.title}>
      <p>{words.explain}</p>
      <ul className={classes['backups']}>
        {backups.map((each) => (
          <li key={each.id}>
            <span>
              <time dateTime={each.at}>{formatMoment(Date.parse(each.at))}</time> <code>{each.path}</code>
            </span>
            <Button size="xs" aria-label={words.lookNamed(nameOf(each))} onClick={() => setOpen(each)}>
              {words.look} …
            </Button>
          </li>
        ))}
      </ul>
      {open !== undefined && <Restore id={id} backup={open} onClose={() => setOpen(undefined)} />}
    </Card>
  );
}

interface RestoreProps {
  readonly id: string;
  readonly backup: Backup;
  readonly onClose: () => void;
}

function Restore({ id, backup, onClose }: RestoreProps) {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const choice = { client: id, backup: backup.id };
  const { load, refresh } = useResource(() => client.clients.previewRestore(choice), backup.id, { isUnderWay: isBusy });
  const restore = (): void =>
    void run(async () => {
      await client.clients.restore(choice);
      onClose();
      await stores.clients.refresh();
    }, words.done);
  return (
    <FormDialog title={words.dialog} word={words.apply} isOpen isBusy={isBusy} onClose={onClose} onSubmit={restore}>
      <p>{nameOf(backup)}</p>
      <p>{words.text}</p>
      <Loaded load={load} what={words.preview} onRetry={() => void refresh()}>
        {({ files }) => (
          <>
            {files.map(({ path, diff }) =>
              diff === '' ? <p key={path}>{words.same}</p> : <DiffView key={path} label={path} diff={diff} />,
            )}
          </>
        )}
      </Loaded>
    </FormDialog>
  );
}
