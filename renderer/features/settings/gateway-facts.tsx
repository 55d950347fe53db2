import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../components/card';
import { CopyButton } from '../../components/copy-button';
import { FactList } from '../../components/fact-list';
import { Loaded } from '../../components/loaded';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole, useLoad } from '../../stores/console';
import { formatClock } from '../../strings/format';
import { strings } from '../../strings/strings';
import classes from './settings-page.module.css';

const { gateway: words } = strings.settings;

interface Link {
  readonly url: string;
  readonly expiresAt: number;
}

/** What runs, where, and whether it is as it should be. */
export function GatewayFacts() {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const status = useLoad(stores.status);
  const { load: health, refresh } = useResource(() => client.system.health({}), 'health');
  const [link, setLink] = useState<Link | undefined>(undefined);
  const copy = (): void =>
    void run(async () => {
      const facts = { status: await client.status.get({}), health: await client.system.health({}) };
      await navigator.clipboard.writeText(JSON.stringify(facts, undefined, 2));
    }, words.copied);
  return (
    <Card title={words.title}>
      <Loaded load={status} what={words.title} onRetry={() => void stores.status.refresh()}>
        {({ version, addresses, activity }) => (
          <FactList
            facts={[
              [words.version, version],
              [words.mcp, <Address key="mcp" text={addresses.mcp} label={words.mcp} />],
              [words.admin, <Address key="admin" text={addresses.admin} label={words.admin} />],
              ...(activity === undefined ? [] : [[words.record, words.recordStates[activity.state]] as const]),
              ...(activity?.signedBy === undefined
                ? []
                : [[words.signed, <code key="signed">{activity.signedBy}</code>] as const]),
            ]}
          />
        )}
      </Loaded>
      <Loaded load={health} what={words.health} onRetry={() => void refresh()}>
        {({ status: state, issues, warnings, statistics: { total_servers, total_users, total_api_keys } }) => (
          <>
            <FactList
              facts={[
                [words.health, words.healthStates[state]],
                [words.has, words.counts(total_servers, total_users, total_api_keys)],
              ]}
            />
            <ul>
              {[...issues, ...warnings].map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <div className={classes['actions']}>
        <Button loading={isBusy} onClick={() => void run(async () => setLink(await client.console.link({})))}>
          {words.link}
        </Button>
        <Button onClick={copy} title={words.diagnosticsText}>
          {words.diagnostics}
        </Button>
      </div>
      <Modal opened={link !== undefined} onClose={() => setLink(undefined)} title={words.linkTitle}>
        {link !== undefined && (
          <p>
            {words.linkText} {formatClock(link.expiresAt)}.{' '}
            <CopyButton text={link.url} label={words.linkLabel} withWord />
          </p>
        )}
      </Modal>
    </Card>
  );
}

function Address({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <>
      <code>{text}</code> <CopyButton text={text} label={label} />
    </>
  );
}
