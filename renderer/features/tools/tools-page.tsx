import { Button, Select, Switch, TextInput } from '@mantine/core';
import { RefreshCw, Search, Wrench } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { ToolCard } from '../../components/tool-card';
import { useAction } from '../../hooks/use-action';
import { useResource } from '../../hooks/use-resource';
import { useConsole, useLoad } from '../../stores/console';
import type { OfferedTool, ServerTools } from '../../stores/stores';
import { strings } from '../../strings/strings';
import { ToolActions } from './tool-actions';
import classes from './tools-page.module.css';

const { tools: words } = strings;

/** What each server offers, to whom it is shown and how, and what was found in it. */
export function ToolsPage() {
  const { client, stores } = useConsole();
  const { isBusy, run } = useAction();
  const [, go] = useLocation();
  const server = new URLSearchParams(useSearch()).get('server') ?? undefined;
  const [key, setKey] = useState<string | undefined>(undefined);
  const [search, setSearch] = useState('');
  const [onlyFindings, setOnlyFindings] = useState(false);
  const keys = useResource(() => client.keys.list({}), 'keys');
  const everybody = useLoad(stores.tools);
  const { load: own, refresh } = useResource(
    async () => (key === undefined ? [] : client.tools.list({ key })),
    `tools ${key ?? ''}`,
  );
  const load = key === undefined ? everybody : own;
  const ask = (): void =>
    void run(async () => {
      await client.tools.list({ ask: true });
      await Promise.all([refresh(), stores.tools.refresh()]);
    });
  const isMeant = (tool: OfferedTool): boolean =>
    `${tool.name} ${tool.shownAs ?? ''} ${String(tool.definition['description'] ?? '')}`
      .toLowerCase()
      .includes(search.trim().toLowerCase()) &&
    (!onlyFindings || (tool.verdict?.findings.length ?? 0) > 0);
  return (
    <Loaded
      load={load}
      what={words.title}
      onRetry={() => void (key === undefined ? stores.tools.refresh() : refresh())}
    >
      {(all) => (
        <>
          <div className={classes['bar']}>
            <TextInput
              type="search"
              aria-label={words.search}
              placeholder={words.search}
              leftSection={<Search size={14} aria-hidden />}
              value={search}
              onChange={({ currentTarget }) => setSearch(currentTarget.value)}
            />
            <Select
              aria-label={words.server}
              placeholder={words.allServers}
              clearable
              data={[...new Set(all.map((each) => each.server))]}
              value={server ?? null}
              onChange={(value) => go(value === null ? '/tools' : `/tools?server=${encodeURIComponent(value)}`)}
            />
            <Select
              aria-label={words.view}
              placeholder={`${words.view}: ${words.nobody}`}
              clearable
              data={(keys.load.phase === 'ready' ? keys.load.data : []).map((each) => ({
                value: each.api_key_id,
                label: each.name ?? each.user_email ?? each.api_key_id,
              }))}
              value={key ?? null}
              onChange={(value) => setKey(value ?? undefined)}
            />
            <Switch
              label={words.onlyFindings}
              checked={onlyFindings}
              onChange={({ currentTarget }) => setOnlyFindings(currentTarget.checked)}
            />
            <Button leftSection={<RefreshCw size={14} aria-hidden />} onClick={ask} loading={isBusy}>
              {words.askAll}
            </Button>
          </div>
          <Groups
            groups={all.filter((each) => server === undefined || each.server === server)}
            isMeant={isMeant}
            isFiltered={search !== '' || onlyFindings}
            onChange={() => void Promise.all([refresh(), stores.tools.refresh()])}
          />
        </>
      )}
    </Loaded>
  );
}

interface GroupsProps {
  readonly groups: readonly ServerTools[];
  readonly isMeant: (tool: OfferedTool) => boolean;
  readonly isFiltered: boolean;
  readonly onChange: () => void;
}

function Groups({ groups, isMeant, isFiltered, onChange }: GroupsProps) {
  const shown = groups
    .map((group) => ({ group, tools: group.tools.filter(isMeant) }))
    .filter(({ tools }) => !isFiltered || tools.length > 0);
  if (shown.length === 0) {
    return isFiltered ? (
      <EmptyState icon={Search} title={words.noMatch} />
    ) : (
      <EmptyState icon={Wrench} title={words.empty}>
        {words.emptyText}
      </EmptyState>
    );
  }
  return shown.map(({ group, tools }) => (
    <section key={`${group.config}/${group.server}`} className={classes['group']}>
      <h2>
        {group.server}
        <small>{group.isKnown ? words.count(group.tools.length) : (group.problem ?? words.unknown)}</small>
      </h2>
      <div className={classes['list']}>
        {tools.map((tool) => (
          <ToolCard
            key={tool.name}
            tool={tool}
            actions={
              <ToolActions place={{ config: group.config, server: group.server }} tool={tool} onChange={onChange} />
            }
          />
        ))}
      </div>
    </section>
  ));
}
