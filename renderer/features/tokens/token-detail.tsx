import {
  CircleAlert,
  CircleCheck,
  CircleSlash,
  CircleX,
  Clock,
  LogOut,
  type LucideIcon,
  RefreshCw,
} from 'lucide-react';
import type { TokenEventKind, TokenHappening, TokenState } from '../../../shared/model/oauth';
import { plainText } from '../../../shared/text/plain-name';
import { Ago } from '../../components/ago';
import { FactList } from '../../components/fact-list';
import { Loaded } from '../../components/loaded';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { formatMoment } from '../../strings/format';
import { strings } from '../../strings/strings';
import type { Tone } from '../../theme/theme';
import classes from './token-detail.module.css';

const { tokens: words } = strings;
const { detail } = words;

const LOOKS: Readonly<Record<TokenEventKind, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  connected: { tone: 'ok', icon: CircleCheck },
  refreshed: { tone: 'ok', icon: RefreshCw },
  failed: { tone: 'danger', icon: CircleX },
  expired: { tone: 'warn', icon: Clock },
  'sign-in-needed': { tone: 'danger', icon: CircleAlert },
  disconnected: { tone: 'neutral', icon: LogOut },
  revoked: { tone: 'neutral', icon: CircleSlash },
};

interface TokenDetailProps {
  readonly token: TokenState;
  /** Of what is known of it; what happened is asked for again when that is newer. */
  readonly at: number;
}

/** One token, with what last happened to it; never the token itself. */
export function TokenDetail({ token, at }: TokenDetailProps) {
  const { client } = useConsole();
  const { configId: config, server, user } = token;
  const choice = { server, config, ...(user === undefined ? {} : { user }) };
  const about = JSON.stringify(choice);
  const { load, refresh } = useResource(() => client.tokens.history(choice), about, { newerAt: at });
  return (
    <div className={classes['detail']}>
      <section>
        <h3>{detail.facts}</h3>
        <FactList facts={factsOf(token)} />
      </section>
      <section>
        <h3 id="token-history">{detail.history}</h3>
        <Loaded load={load} what={detail.history} onRetry={() => void refresh()}>
          {(happened) =>
            happened.length === 0 ? (
              <p>{detail.nothing}</p>
            ) : (
              <ol className={classes['history']} aria-labelledby="token-history">
                {happened.map((one) => (
                  <Happening key={`${one.type} ${one.at}`} happening={one} />
                ))}
              </ol>
            )
          }
        </Loaded>
      </section>
    </div>
  );
}

function Happening({ happening: { type, at, reason, times } }: { readonly happening: TokenHappening }) {
  const { tone, icon: Icon } = LOOKS[type];
  return (
    <li data-tone={tone}>
      <Icon size={15} aria-hidden />
      <span className={classes['what']}>
        {detail.events[type]}
        {times !== undefined && ` ${detail.times(times)}`}
      </span>
      <Ago at={at} />
      {reason !== undefined && <span className={classes['why']}>{plainText(reason)}</span>}
    </li>
  );
}

function factsOf(token: TokenState): readonly (readonly [string, string])[] {
  const { user, status, grant, issuer, resource, clientId, scopes, obtainedAt, expiresAt, nextRefreshAt } = token;
  const moment = (given: number | undefined): string | undefined =>
    given === undefined ? undefined : formatMoment(given);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [detail.fields.user, user ?? words.gateway],
    [detail.fields.state, words.states[status]],
    [detail.fields.grant, grant],
    [detail.fields.issuer, issuer],
    [detail.fields.resource, resource],
    [detail.fields.client, clientId],
    [detail.fields.scopes, scopes.length === 0 ? words.noScopes : scopes.join(', ')],
    [detail.fields.obtained, moment(obtainedAt)],
    [detail.fields.expires, moment(expiresAt)],
    [detail.fields.renews, moment(nextRefreshAt)],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
