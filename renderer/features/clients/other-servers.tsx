import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../components/card';
import { DiffView } from '../../components/diff-view';
import { FormDialog } from '../../components/form-dialog';
import { Loaded } from '../../components/loaded';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import type { ClientView } from './client-detail';
import classes from './client-detail.module.css';

const { others: words } = strings.clients;

/** Servers that a client uses past the gateway, and the way to bring them behind it. */
export function OtherServers({ view }: { readonly view: ClientView }) {
  const [isOpen, setOpen] = useState(false);
  const names = namesOf(view);
  if (names.length === 0) return null;
  return (
    <Card title={words.title}>
      <p>{words.explain}</p>
      <ul className={classes['names']}>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <Button onClick={() => setOpen(true)}>{words.import} …</Button>
      {isOpen && <ImportServers view={view} onClose={() => setOpen(false)} />}
    </Card>
  );
}

/** The same for a client that is connected, from where no client is in view: they leave its files. */
export function MoveServers({ view, onClose }: { readonly view: ClientView; readonly onClose: () => void }) {
  return <ImportServers view={view} movesFirst onClose={onClose} />;
}

const namesOf = ({ details }: ClientView): readonly string[] => [...new Set(details.flatMap(({ servers }) => servers))];

interface ImportServersProps {
  readonly view: ClientView;
  /** Whether they leave the files unless a person says otherwise. */
  readonly movesFirst?: boolean;
  readonly onClose: () => void;
}

function ImportServers({ view, movesFirst = false, onClose }: ImportServersProps) {
  const { client, stores } = useConsole();
  // As they were when the dialog opened: while servers are being moved, there are fewer and fewer to ask about.
  const [names] = useState(() => namesOf(view));
  const { isBusy, run } = useAction();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isMoving, setMoving] = useState(movesFirst);
  const chosen = names.filter((name) => !left.has(name));
  const canMove = view.state === 'connected';
  const choice = { client: view.client, servers: chosen, ...(isMoving && canMove ? { move: true } : {}) };
  const apply = (): void => {
    if (chosen.length === 0) return;
    void run(async () => {
      await client.clients.import(choice);
      onClose();
      await Promise.all([stores.clients.refresh(), stores.servers.refresh()]);
    }, words.done(chosen.length));
  };
  const choose = (name: string, isChosen: boolean): void => {
    const others = [...left].filter((each) => each !== name);
    setLeft(new Set(isChosen ? others : [...others, name]));
  };
  return (
    <FormDialog
      title={words.dialog(view.title)}
      word={words.apply}
      isOpen
      isBusy={isBusy}
      onClose={onClose}
      onSubmit={apply}
    >
      {names.map((name) => (
        <Checkbox
          key={name}
          label={name}
          checked={!left.has(name)}
          onChange={({ currentTarget }) => choose(name, currentTarget.checked)}
        />
      ))}
      <Checkbox
        label={words.move}
        description={words.moveHint}
        disabled={!canMove}
        checked={isMoving && canMove}
        onChange={({ currentTarget }) => setMoving(currentTarget.checked)}
      />
      {chosen.length > 0 && <ImportPreview choice={choice} isUnderWay={isBusy} />}
    </FormDialog>
  );
}

interface ImportPreviewProps {
  readonly choice: { readonly client: string; readonly servers: string[]; readonly move?: boolean };
  readonly isUnderWay: boolean;
}

function ImportPreview({ choice, isUnderWay }: ImportPreviewProps) {
  const { client } = useConsole();
  const { load, refresh } = useResource(() => client.clients.previewImport(choice), JSON.stringify(choice), {
    isUnderWay,
  });
  return (
    <Loaded load={load} what={words.preview} onRetry={() => void refresh()}>
      {({ added, secrets, files }) => (
        <section aria-live="polite">
          <p>{words.willAdd(added)}</p>
          {secrets.length > 0 && <p>{words.secrets(secrets.length)}</p>}
          {files.map(({ path, diff }) => (diff === '' ? null : <DiffView key={path} label={path} diff={diff} />))}
        </section>
      )}
    </Loaded>
  );
}
