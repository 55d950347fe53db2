import { Card } from '../../components/card';
import { FactList } from '../../components/fact-list';
import { Loaded } from '../../components/loaded';
import { useResource } from '../../hooks/use-resource';
import { heardAt } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { formatMs } from '../../strings/format';
import { strings } from '../../strings/strings';

const { metrics: words } = strings.tokens;

/** How often tokens were asked for, and how that went. */
export function TokenNumbers() {
  const { client, stores } = useConsole();
  // Whatever happened to a token was counted.
  const newerAt = heardAt(useLoad(stores.tokens));
  const { load, refresh } = useResource(() => client.tokens.metrics({}), 'metrics', { newerAt });
  return (
    <Card title={words.title}>
      <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
        {(counted) => (
          <FactList
            facts={[
              [words.acquired, words.times(counted.token_acquisitions_total)],
              [words.failed, words.count(counted.token_acquisitions_failure)],
              [words.refreshes, words.times(counted.token_refreshes)],
              [words.hits, words.share(counted.cache_hit_ratio)],
              [words.latency, formatMs(counted.avg_latency_ms)],
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}
