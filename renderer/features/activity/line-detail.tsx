import { SearchX } from 'lucide-react';
import type { ActivityLine, RequestEntry } from '../../../shared/model/activity-line';
import { stoppingRules } from '../../../shared/model/stopping-rules';
import { plainName } from '../../../shared/text/plain-name';
import { CopyButton } from '../../components/copy-button';
import { DecisionPill } from '../../components/decision-pill';
import { EmptyState } from '../../components/empty-state';
import { FactList } from '../../components/fact-list';
import { Loaded } from '../../components/loaded';
import { MarkedText } from '../../components/marked-text';
import { useResource } from '../../hooks/use-resource';
import { decisionOf } from '../../model/decision';
import { useConsole } from '../../stores/console';
import { formatMoment, formatMs } from '../../strings/format';
import { strings } from '../../strings/strings';
import { CapturedContent } from './captured-content';
import classes from './line-detail.module.css';
import { RequestTimeline } from './request-timeline';
import { RuleFromLine } from './rule-from-line';
import { TryPolicy } from './try-policy';

const { detail } = strings.activity;
const { fields } = detail;

/** One line with everything that is known of it. */
export function LineDetail({ id }: { readonly id: string }) {
  const { client } = useConsole();
  const { load, refresh } = useResource(() => client.activity.get({ id }), id);
  if (load.phase === 'failed' && load.problem.code === 'CONF_001') {
    return (
      <EmptyState icon={SearchX} title={detail.gone}>
        {detail.goneText}
      </EmptyState>
    );
  }
  return (
    <Loaded load={load} what={detail.title} onRetry={() => void refresh()}>
      {(line) => (
        <div className={classes['detail']}>
          {line.kind === 'request' ? <Request line={line} /> : <Other line={line} />}
          <details>
            <summary>{detail.raw}</summary>
            <MarkedText text={JSON.stringify(line, undefined, 2)} />
          </details>
        </div>
      )}
    </Loaded>
  );
}

function Request({ line }: { readonly line: ActivityLine & RequestEntry }) {
  return (
    <>
      <div className={classes['title']}>
        <h3>
          <code>{plainName(line.name ?? line.method)}</code>
        </h3>
        <DecisionPill decision={decisionOf(line)} />
      </div>
      <p className={classes['why']}>{explain(line)}</p>
      <RequestTimeline line={line} />
      <CapturedContent line={line} />
      <div className={classes['next']}>
        <RuleFromLine line={line} />
        <TryPolicy line={line} />
      </div>
      <section>
        <h4>{detail.facts}</h4>
        <FactList facts={factsOf(line)} />
        <p className={classes['copy']}>
          <code>{line.correlationId}</code>
          <CopyButton text={line.correlationId} label={detail.copyId} />
        </p>
      </section>
    </>
  );
}

/** Why it ended as it did, in words. */
function explain(line: RequestEntry): string {
  const said = detail.explain[line.outcome];
  return typeof said === 'string' ? said : said(stoppingRules(line).map(plainName).join(', '));
}

function factsOf(line: ActivityLine & RequestEntry): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [fields.at, formatMoment(line.at)],
    [fields.took, formatMs(line.ms)],
    [fields.client, line.clientName],
    [fields.key, line.keyId],
    [fields.user, line.userId],
    [fields.project, line.projectId],
    [fields.server, line.server],
    [fields.name, line.name],
    [fields.method, line.method],
    [fields.transport, line.transport],
    [fields.outcome, strings.states.outcome[line.outcome]],
    [fields.error, line.error],
    [fields.trace, line.traceId],
    [fields.number, line.seq === undefined ? undefined : String(line.seq)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** Changes, and what the record says about itself. */
function Other({ line }: { readonly line: ActivityLine }) {
  if (line.kind !== 'admin') return <FactList facts={[[fields.at, formatMoment(line.at)]]} />;
  const json = (value: unknown): string => JSON.stringify(value, undefined, 2);
  return (
    <>
      <h3>{detail.change}</h3>
      <FactList
        facts={[
          [fields.at, formatMoment(line.at)],
          [fields.who, `${line.who.kind} ${line.who.id}`],
          [fields.operation, line.operation],
          [fields.target, line.target],
          ...(line.error === undefined ? [] : [[fields.error, line.error] as const]),
        ]}
      />
      {line.before !== undefined && (
        <section>
          <h4>{detail.before}</h4>
          <MarkedText text={json(line.before)} />
        </section>
      )}
      {line.after !== undefined && (
        <section>
          <h4>{detail.after}</h4>
          <MarkedText text={json(line.after)} />
        </section>
      )}
    </>
  );
}
