import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { GatewayStatus } from '../../../shared/model/status';
import { Ago } from '../../components/ago';
import { Card } from '../../components/card';
import { CopyButton } from '../../components/copy-button';
import { FactList } from '../../components/fact-list';
import { ServerStatePill } from '../../components/server-state-pill';
import { useNow } from '../../hooks/use-now';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { formatNumber } from '../../strings/format';
import { formatDuration } from '../../strings/format-duration';
import { strings } from '../../strings/strings';
import classes from './server-connection.module.css';
import type { ServerPlace } from './server-place';

const { servers: words } = strings;
const { facts } = words;

type Upstream = GatewayStatus['upstreams'][number];
type Entry = Readonly<Record<string, unknown>>;

/** How a server is reached, and how that goes. */
export function ServerConnection({ place, entry }: { readonly place: ServerPlace; readonly entry: Entry }) {
  const { status } = useConsole().stores;
  const upstreams = (knownOf(useLoad(status))?.upstreams ?? []).filter(
    ({ configId, server }) => configId === place.config && server === place.server,
  );
  return (
    <div className={classes['columns']}>
      <div className={classes['column']}>
        {upstreams.map((upstream, index) => (
          <UpstreamCard key={index} upstream={upstream} />
        ))}
      </div>
      <Card title={words.tabs.settings}>
        <FactList facts={entryFacts(place, entry)} />
        <SignIn place={place} />
      </Card>
    </div>
  );
}

function UpstreamCard({ upstream }: { readonly upstream: Upstream }) {
  const { state, problem, pid, startedAt, restarts, transport, era, retryAt, client, stderrTail = [] } = upstream;
  const now = useNow();
  const isUp = state === 'ready' && startedAt !== undefined;
  const tail = stderrTail.join('\n');
  return (
    <Card
      title={client === undefined ? words.tabs.connection : facts.perClient(client)}
      actions={<ServerStatePill state={state} />}
    >
      {problem !== undefined && (
        <p className={classes['problem']}>
          <strong>{facts.problem}:</strong> {problem}
        </p>
      )}
      <FactList
        facts={[
          [facts.upFor, isUp ? formatDuration(now - startedAt) : '–'],
          [facts.process, pid === undefined ? '–' : String(pid)],
          [facts.restarts, formatNumber(restarts)],
          [facts.transport, transport],
          [facts.era, era ?? '–'],
          ...(retryAt === undefined ? [] : [[facts.retry, <Ago key="retry" at={retryAt} />] as const]),
        ]}
      />
      {transport === 'stdio' && (
        <>
          <div className={classes['tailHead']}>
            <h3>{facts.stderr}</h3>
            {tail !== '' && <CopyButton text={tail} label={facts.stderr} />}
          </div>
          {tail === '' ? (
            <p className={classes['none']}>{facts.noStderr}</p>
          ) : (
            <pre className={classes['tail']} tabIndex={0} aria-label={facts.stderr}>
              {tail}
            </pre>
          )}
        </>
      )}
    </Card>
  );
}

function SignIn({ place }: { readonly place: ServerPlace }) {
  const tokens = knownOf(useLoad(useConsole().stores.tokens)) ?? [];
  const own = tokens.filter((token) => token.configId === place.config && token.server === place.server);
  if (own.length === 0) return null;
  return (
    <FactList
      facts={own.map((token) => [
        token.user === undefined ? facts.signIn : `${facts.signIn}, ${token.user}`,
        <>
          {words.tokenStates[token.status]}{' '}
          <Anchor component={Link} href="/tokens" size="sm">
            {words.toTokens}
          </Anchor>
        </>,
      ])}
    />
  );
}

function entryFacts({ config }: ServerPlace, entry: Entry): readonly (readonly [string, ReactNode])[] {
  const { command, args, url, cwd, env, headers, limits } = entry;
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  const names = (value: unknown): string =>
    typeof value === 'object' && value !== null ? Object.keys(value).join(', ') : text(value);
  const line = [command, ...(Array.isArray(args) ? (args as unknown[]) : [])].filter((word) => word !== undefined);
  return [
    ...(command === undefined ? [] : [[facts.command, <code key="command">{line.map(text).join(' ')}</code>] as const]),
    ...(url === undefined ? [] : [[facts.address, <code key="url">{text(url)}</code>] as const]),
    ...(cwd === undefined ? [] : [[facts.folder, <code key="cwd">{text(cwd)}</code>] as const]),
    ...(env === undefined ? [] : [[`${facts.environment} (${facts.maskedValues})`, names(env)] as const]),
    ...(headers === undefined ? [] : [[`${facts.headers} (${facts.maskedValues})`, names(headers)] as const]),
    [facts.set, config],
    [facts.limits, limits === undefined ? facts.noLimits : <code key="limits">{text(limits)}</code>],
  ];
}
