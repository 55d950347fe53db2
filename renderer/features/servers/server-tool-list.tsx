import { Anchor, Button } from '@mantine/core';
import { Wrench } from 'lucide-react';
import { Link } from 'wouter';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { ToolCard } from '../../components/tool-card';
import { useAction } from '../../hooks/use-action';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './server-tool-list.module.css';
import type { ServerPlace } from './server-place';

const { tools: words } = strings.servers;

/** What one server offers, as it defines it. */
export function ServerToolList({ place: { config, server } }: { readonly place: ServerPlace }) {
  const { client, stores } = useConsole();
  const load = useLoad(stores.tools);
  const { isBusy, run } = useAction();
  const ask = (): void =>
    void run(async () => {
      await client.tools.list({ config, server, ask: true });
      await stores.tools.refresh();
    });
  return (
    <Loaded load={load} what={strings.servers.tabs.tools} onRetry={() => void stores.tools.refresh()}>
      {(all) => {
        const offered = all.find((each) => each.config === config && each.server === server);
        if (offered?.isKnown !== true) {
          return (
            <EmptyState
              icon={Wrench}
              title={words.unknown}
              actions={
                <Button onClick={ask} loading={isBusy}>
                  {words.ask}
                </Button>
              }
            >
              {offered?.problem ?? words.unknownText}
            </EmptyState>
          );
        }
        if (offered.tools.length === 0) return <EmptyState icon={Wrench} title={words.none} />;
        return (
          <div className={classes['list']}>
            <Anchor component={Link} href={`/tools?server=${encodeURIComponent(server)}`} size="sm">
              {words.open}
            </Anchor>
            {offered.tools.map((tool) => (
              <ToolCard key={tool.name} tool={tool} />
            ))}
          </div>
        );
      }}
    </Loaded>
  );
}
