import { Button } from '@mantine/core';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { CopyButton } from '../../components/copy-button';
import { Loaded } from '../../components/loaded';
import { useResource } from '../../hooks/use-resource';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import type { ClientRow } from '../../stores/stores';
import { strings } from '../../strings/strings';
import classes from './welcome-page.module.css';

const { client: words } = strings.welcome;
const { clients: clientWords, overview } = strings;

type Change = 'connect' | 'repair';

/** What the screen of clients has for one of them. */
export interface ClientParts {
  readonly ChangeClient: ComponentType<{
    readonly id: string;
    readonly title: string;
    readonly change: Change;
    readonly onClose: () => void;
  }>;
  /** Moves servers of a client behind the gateway. */
  readonly MoveServers: ComponentType<{ readonly id: string; readonly onClose: () => void }>;
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

type Open = Change | 'move';

function ClientItem({ row, parts }: { readonly row: ClientRow; readonly parts: ClientParts }) {
  const { ChangeClient, MoveServers, ClientState } = parts;
  const [open, setOpen] = useState<Open | undefined>(undefined);
  const { client: id, title, state } = row;
  const close = (): void => setOpen(undefined);
  const change = CHANGES[state];
  return (
    <li>
      <div>
        <strong>{title}</strong>
        <ClientState state={state} plain />
        {state === 'connected' && (
          <Direct id={id}>
            <Button size="xs" onClick={() => setOpen('move')} aria-label={words.takeOutOf(title)}>
              {words.takeOut} …
            </Button>
          </Direct>
        )}
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
      {open === 'move' && <MoveServers id={id} onClose={close} />}
      {(open === 'connect' || open === 'repair') && (
        <ChangeClient id={id} title={title} change={open} onClose={close} />
      )}
    </li>
  );
}

/** What a connected client still reaches past the gateway. */
function Direct({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const { client, stores } = useConsole();
  const { load, refresh } = useResource(() => client.clients.get({ client: id }), id);
  const all = useLoad(stores.clients);
  const toldAt = all.phase === 'ready' ? all.at : undefined;
  useEffect(() => {
    if (toldAt !== undefined) void refresh();
  }, [toldAt, refresh]);
  const names = [...new Set((knownOf(load)?.details ?? []).flatMap(({ servers }) => servers))];
  if (names.length === 0) return null;
  return (
    <>
      <p className={classes['hint']}>{words.direct(names)}</p>
      {children}
    </>
  );
}
