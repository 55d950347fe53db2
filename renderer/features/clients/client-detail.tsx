import { Anchor, Button, Group } from '@mantine/core';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { AdminClient } from '../../../shared/contract/contract';
import { Ago } from '../../components/ago';
import { Card } from '../../components/card';
import { CopyButton } from '../../components/copy-button';
import { FactList } from '../../components/fact-list';
import { Loaded } from '../../components/loaded';
import { useResource } from '../../hooks/use-resource';
import { heardAt } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import { ChangeClient } from './change-client';
import classes from './client-detail.module.css';
import { type ClientChange, nextChange } from './client-groups';
import { ClientStatePill } from './client-state-pill';
import { EarlierFiles } from './earlier-files';
import { OtherServers } from './other-servers';

const { clients: words } = strings;
const { facts } = words;

export type ClientView = Awaited<ReturnType<AdminClient['clients']['get']>>;

/** One client: its files, its entry, what may be done with it. */
export function ClientDetail({ id }: { readonly id: string }) {
  const { client, stores } = useConsole();
  // Whatever is told of clients may be about this one.
  const newerAt = heardAt(useLoad(stores.clients));
  const { load, refresh } = useResource(() => client.clients.get({ client: id }), id, { newerAt });
  return (
    <>
      <Anchor component={Link} href="/clients" size="sm" className={classes['back'] ?? ''}>
        <ArrowLeft size={14} aria-hidden /> {words.back}
      </Anchor>
      <Loaded load={load} what={id} onRetry={() => void refresh()}>
        {(view) => <Detail view={view} />}
      </Loaded>
    </>
  );
}

function Detail({ view }: { readonly view: ClientView }) {
  return (
    <>
      <div className={classes['head']}>
        <h2>{view.title}</h2>
        <ClientStatePill state={view.state} />
        <Actions view={view} />
      </div>
      <div className={classes['columns']}>
        <div className={classes['column']}>
          <Facts view={view} />
          <OtherServers view={view} />
          <EarlierFiles id={view.client} />
        </div>
        <div className={classes['column']}>
          {view.details.map(({ path, entry }) =>
            entry === null || entry === undefined ? null : (
              <Card key={path} title={facts.entry}>
                <p>
                  <code>{path}</code> {facts.entryText}
                </p>
                <Code label={facts.entry} text={JSON.stringify(entry, undefined, 2)} />
              </Card>
            ),
          )}
          <Card title={words.paste} actions={<CopyButton text={view.paste} label={words.snippet} />}>
            <p>{words.pasteText}</p>
            <Code label={words.paste} text={view.paste} />
          </Card>
        </div>
      </div>
    </>
  );
}

function Code({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <pre className={classes['code']} tabIndex={0} aria-label={label}>
      {text}
    </pre>
  );
}

function Actions({ view: { client, title, state } }: { readonly view: ClientView }) {
  const [change, setChange] = useState<ClientChange | undefined>(undefined);
  const isOurs = ['connected', 'stale', 'key-revoked', 'entry-removed'].includes(state);
  const next = nextChange(state);
  const possible: readonly ClientChange[] = isOurs ? ['repair', 'disconnect'] : next === undefined ? [] : [next];
  return (
    <Group gap="xs">
      {possible.map((each) => (
        <Button key={each} variant={each === next ? 'filled' : 'default'} onClick={() => setChange(each)}>
          {words.actions[each]}
        </Button>
      ))}
      {change !== undefined && (
        <ChangeClient id={client} title={title} change={change} onClose={() => setChange(undefined)} />
      )}
    </Group>
  );
}

function Facts({ view }: { readonly view: ClientView }) {
  const { state, transport, api_key_id: key, last_seen: seen, connected_at: since, details, looked_for: places } = view;
  return (
    <Card title={words.columns.state}>
      <p>{words.means[state]}</p>
      {details.map(({ path, problem }) =>
        problem === null ? null : (
          <p key={path} className={classes['problem']}>
            <strong>{facts.problem}:</strong> {problem}
          </p>
        ),
      )}
      <FactList
        facts={[
          [facts.files, <Paths key="files" paths={view.files} />],
          ...(view.files.length > 0 ? [] : [[facts.lookedFor, <Paths key="looked" paths={places} />] as const]),
          [facts.transport, transport ?? '–'],
          [facts.key, key === null ? facts.none : <code key="key">{key}</code>],
          [facts.seen, seen === null ? words.notSeen : <Ago key="seen" at={Date.parse(seen)} />],
          ...(since === null ? [] : [[facts.since, <Ago key="since" at={Date.parse(since)} />] as const]),
          [facts.restart, view.restart],
          [facts.sure, words.confidence[view.confidence]],
        ]}
      />
      {view.notes.length > 0 && (
        <>
          <h3>{facts.notes}</h3>
          <ul className={classes['names']}>
            {view.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Paths({ paths }: { readonly paths: readonly string[] }) {
  if (paths.length === 0) return <>{facts.none}</>;
  return (
    <>
      {paths.map((path) => (
        <div key={path}>
          <code>{path}</code>
          <CopyButton text={path} label={path} />
        </div>
      ))}
    </>
  );
}
