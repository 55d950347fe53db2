import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { Card } from '../../components/card';
import { Loaded } from '../../components/loaded';
import { PolicyTable } from '../../components/policy-table';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import type { ServerPlace } from './server-place';

const { servers: words } = strings;

/** What holds for calls to one server. */
export function ServerPolicy({ place: { config, server } }: { readonly place: ServerPlace }) {
  const { client } = useConsole();
  const { load, refresh } = useResource(() => client.policy.explain({ config, server }), `${config}/${server}`);
  return (
    <Card
      title={words.policy.explain}
      flush
      actions={
        <Anchor component={Link} href={`/guardrails?server=${encodeURIComponent(server)}`} size="sm">
          {words.policy.open}
        </Anchor>
      }
    >
      <Loaded load={load} what={words.tabs.policy} onRetry={() => void refresh()}>
        {(known) => <PolicyTable detectors={known.detectors} />}
      </Loaded>
    </Card>
  );
}
