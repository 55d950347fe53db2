import { Anchor, Button, Tabs } from '@mantine/core';
import { ArrowLeft, ServerOff } from 'lucide-react';
import { Link, useLocation, useParams } from 'wouter';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { TestCall } from '../../components/test-call';
import { useResource } from '../../hooks/use-resource';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import { ServerActions } from './server-actions';
import { ServerConnection } from './server-connection';
import classes from './server-detail.module.css';
import type { ServerPlace } from './server-place';
import { ServerPolicy } from './server-policy';
import { ServerToolList } from './server-tool-list';
import { ServerSettings } from './server-settings';
import { useTestCaller } from '../../hooks/use-test-caller';

const { servers: words } = strings;
const TABS = ['connection', 'tools', 'policy', 'test', 'settings'] as const;
type Tab = (typeof TABS)[number];

/** One server: how it is, what it offers, what holds for it. */
export function ServerDetail() {
  const { config = '', server = '', tab } = useParams<{ config?: string; server?: string; tab?: string }>();
  const place = { config, server };
  const [, go] = useLocation();
  const { client, stores } = useConsole();
  const entry = useResource(
    () => client.servers.get({ config_identifier: config, server_name: server }),
    `${config}/${server}`,
  );
  const all = knownOf(useLoad(stores.servers));
  const isGone = all !== undefined && !all.some((each) => each.configId === config && each.server_name === server);
  if (isGone) return <Gone />;
  const base = `/servers/${encodeURIComponent(config)}/${encodeURIComponent(server)}`;
  return (
    <>
      <div className={classes['head']}>
        <Anchor component={Link} href="/servers" size="sm" className={classes['back'] ?? ''}>
          <ArrowLeft size={14} aria-hidden /> {words.back}
        </Anchor>
        <h2>{server}</h2>
        <ServerActions place={place} entry={entry.load} onChange={() => void entry.refresh()} />
      </div>
      <Tabs
        value={TABS.find((each) => each === tab) ?? 'connection'}
        onChange={(value) => go(`${base}/${value ?? ''}`)}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {words.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((each) => (
          <Tabs.Panel key={each} value={each}>
            <Loaded load={entry.load} what={server} onRetry={() => void entry.refresh()}>
              {(known) => <Panel tab={each} place={place} entry={known} />}
            </Loaded>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

interface PanelProps {
  readonly tab: Tab;
  readonly place: ServerPlace;
  readonly entry: Readonly<Record<string, unknown>>;
}

function Panel({ tab, place, entry }: PanelProps) {
  switch (tab) {
    case 'connection':
      return <ServerConnection place={place} entry={entry} />;
    case 'tools':
      return <ServerToolList place={place} />;
    case 'policy':
      return <ServerPolicy place={place} />;
    case 'test':
      return <TryTool place={place} />;
    case 'settings':
      return <ServerSettings entry={entry} />;
  }
}

function TryTool({ place }: { readonly place: ServerPlace }) {
  const { load, refresh, call } = useTestCaller(place);
  return (
    <Loaded load={load} what={words.tabs.tools} onRetry={() => void refresh()}>
      {(tools) => <TestCall tools={tools} onCall={call} />}
    </Loaded>
  );
}

function Gone() {
  return (
    <EmptyState
      icon={ServerOff}
      title={words.gone}
      actions={
        <Button component={Link} href="/servers">
          {words.back}
        </Button>
      }
    >
      {words.goneText}
    </EmptyState>
  );
}
