import { Anchor } from '@mantine/core';
import { ShieldCheck } from 'lucide-react';
import { Link } from 'wouter';
import type { RequestEntry } from '../../../shared/model/activity-line';
import { stoppingRules } from '../../../shared/model/stopping-rules';
import { plainName } from '../../../shared/text/plain-name';
import { Ago } from '../../components/ago';
import { Card } from '../../components/card';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { decisionOf } from '../../model/decision';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './latest-blocks.module.css';
import { requestsIn } from '../../model/requests';

const { blocks, someClient } = strings.overview;
const MOST = 5;

/** The newest requests that were stopped, and by what. */
export function LatestBlocks() {
  const { recent } = useConsole().stores;
  const load = useLoad(recent);
  return (
    <Card
      title={blocks.title}
      actions={
        <Anchor component={Link} href="/activity" size="sm">
          {blocks.all}
        </Anchor>
      }
    >
      <Loaded load={load} what={blocks.title} onRetry={() => void recent.refresh()}>
        {({ lines }) => {
          const blocked = requestsIn(lines).filter((line) => decisionOf(line) === 'blocked');
          if (blocked.length === 0) return <EmptyState icon={ShieldCheck} title={blocks.empty} />;
          return (
            <ul className={classes['list']}>
              {blocked.slice(0, MOST).map((line) => (
                <BlockRow key={`${line.correlationId} ${line.at}`} line={line} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
}

function BlockRow({ line }: { readonly line: RequestEntry }) {
  const rules = stoppingRules(line);
  const reason = rules.length > 0 ? rules.map(plainName).join(', ') : (line.error ?? line.outcome);
  return (
    <li>
      <Anchor component={Link} href={`/activity/${encodeURIComponent(line.correlationId)}`} size="sm">
        <code>{line.name ?? line.method}</code>
      </Anchor>
      <span className={classes['where']}>
        {line.clientName ?? someClient}
        {line.server !== undefined && ` → ${line.server}`}
      </span>
      <span className={classes['reason']}>{reason}</span>
      <span className={classes['age']}>
        <Ago at={line.at} />
      </span>
    </li>
  );
}
