import { Button } from '@mantine/core';
import { type ComponentType, useState } from 'react';
import { Link } from 'wouter';
import type { AdminClient } from '../../../shared/contract/contract';
import { CopyButton } from '../../components/copy-button';
import { Loaded } from '../../components/loaded';
import { useResource } from '../../hooks/use-resource';
import { heardAt, knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import type { ClientRow } from '../../stores/stores';
import { strings } from '../../strings/strings';
import classes from './welcome-page.module.css';

const { client: words } = strings.welcome;
const { clients: clientWords, overview } = strings;

type Change = 'connect' | 'repair';

type ClientView = Awaited<ReturnType<AdminClient['clients']['get']>>;

/** What the screen of clients has for one of them. */
export interface ClientParts {
  readonly ChangeClient: ComponentType<{
    readonly id: string;
    readonly title: string;
    readonly change: Change;
    readonly onClose: () => void;
  }>;
  /** Moves servers of a client behind the gateway. */
  readonly MoveServers: ComponentType<{ readonly view: ClientView; readonly onClose: () => void }>;
  readonly ClientState: ComponentType<{ readonly state: ClientRow['state']; readonly plain?: boolean }>;
}

const CHANGES: Partial<Readonly<Record<ClientRow['state'], Change>>> = {
  'not-connected': 'connect',
  customised: 'connect',
  'entry-removed': 'repair',
  stale: 'repair',
  'key-revoked': 'repair',
};

/** Gives clients of this machine an entry and a key, after a look at what changes. */
export function ClientStep({ parts }: { readonly parts: ClientParts }) {
  const { stores } = useConsole();
  const load = useLoad(stores.clients);
  const status = knownOf(useLoad(stores.status));
  return (
    <>
      <p>{words.text}</p>
      <Loaded load={load} what={clientWords.title} onRetry={() => void stores.clients.refresh()}>
        {(all) => {
          const here = all.filter(({ state }) => state === 'connected' || CHANGES[state] !== undefined);
          if (here.length === 0) return <p>{words.none}</p>;
          return (
            <ul className={classes['clients']}>
              {here.map((row) => (
                <ClientItem key={row.client} row={row} parts={parts} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <section className={classes['part']}>
        <h3>{words.other}</h3>
        <p>{words.otherText}</p>
        <p className={classes['address']}>
          {words.address} <code>{status?.addresses.mcp}</code>
          <CopyButton text={status?.addresses.mcp ?? ''} label={overview.steps.address} />
        </p>
        <Button component={Link} href="/keys">
          {words.makeKey}
        </Button>
      </section>
    </>
  );
}

function ClientItem({ row, parts }: { readonly row: ClientRow; readonly parts: ClientParts }) {
  const { ChangeClient, ClientState } = parts;
  // What was begun goes on, though the client may be in another state by then.
  const [open, setOpen] = useState<Change | undefined>(undefined);
  const { client: id, title, state } = row;
  const change = CHANGES[state];
  return (
    <li>
      <div>
        <strong>{title}</strong>
        <ClientState state={state} plain />
        {state === 'connected' && <Direct id={id} parts={parts} />}
      </div>
      {change !== undefined && (
        <Button
          size="xs"
          variant="filled"
          aria-label={clientWords.named(clientWords.actions[change], title)}
          onClick={() => setOpen(change)}
        >
          {clientWords.actions[change]} …
        </Button>
      )}
      {open !== undefined && <ChangeClient id={id} title={title} change={open} onClose={() => setOpen(undefined)} />}
    </li>
  );
}

interface DirectProps {
  readonly id: string;
  readonly parts: Pick<ClientParts, 'MoveServers'>;
}

/** What a connected client still reaches past the gateway, and the way to move it behind. */
function Direct({ id, parts: { MoveServers } }: DirectProps) {
  const { client, stores } = useConsole();
  const newerAt = heardAt(useLoad(stores.clients));
  const { load } = useResource(() => client.clients.get({ client: id }), id, { newerAt });
  const [isMoving, setMoving] = useState(false);
  const view = knownOf(load);
  const names = [...new Set((view?.details ?? []).flatMap(({ servers }) => servers))];
  if (view === undefined || names.length === 0) return null;
  return (
    <>
      <p className={classes['hint']}>{words.direct(names)}</p>
      <Button size="xs" onClick={() => setMoving(true)} aria-label={words.takeOutOf(view.title)}>
        {words.takeOut} …
      </Button>
      {isMoving && <MoveServers view={view} onClose={() => setMoving(false)} />}
    </>
  );
}
