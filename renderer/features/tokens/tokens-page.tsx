import { Anchor, Button, Drawer, Table } from '@mantine/core';
import { CircleAlert, CircleCheck, CircleDashed, Clock, type LucideIcon, Ticket } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { TokenState } from '../../../shared/model/oauth';
import { Ago } from '../../components/ago';
import { ColumnHeads } from '../../components/column-heads';
import { DetailText } from '../../components/detail-text';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { StatusPill } from '../../components/status-pill';
import { TableScroll } from '../../components/table-scroll';
import { useNarrow } from '../../hooks/use-narrow';
import { useNow } from '../../hooks/use-now';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { formatDuration } from '../../strings/format-duration';
import { strings } from '../../strings/strings';
import type { Tone } from '../../theme/theme';
import { SignInDialog, type SignInChoice } from './sign-in-dialog';
import { TokenActions } from './token-actions';
import { TokenDetail } from './token-detail';
import { TokenNumbers } from './token-numbers';
import classes from './tokens-page.module.css';

const { tokens: words, common } = strings;

const LOOKS: Readonly<Record<TokenState['status'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  connected: { tone: 'ok', icon: CircleCheck },
  expired: { tone: 'warn', icon: Clock },
  'sign-in-needed': { tone: 'danger', icon: CircleAlert },
  disconnected: { tone: 'neutral', icon: CircleDashed },
};

/** The tokens for servers: how they are, and who must sign in. Never the tokens themselves. */
export function TokensPage() {
  const { tokens } = useConsole().stores;
  const load = useLoad(tokens);
  // Not in the row: it is another one when somebody has signed in.
  const [signingIn, setSigningIn] = useState<SignInChoice | undefined>(undefined);
  return (
    <>
      <Loaded load={load} what={words.title} onRetry={() => void tokens.refresh()}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              icon={Ticket}
              title={words.empty}
              actions={
                <Button component={Link} href="/servers">
                  {words.toServers}
                </Button>
              }
            >
              {words.emptyText}
            </EmptyState>
          ) : (
            <div className={classes['page']}>
              <TableScroll label={words.title}>
                <ColumnHeads names={Object.values(words.columns)} last={common.actions} />
                <Table.Tbody>
                  {all.map((token) => (
                    <TokenLine
                      key={`${token.configId} ${token.server} ${token.user ?? ''}`}
                      token={token}
                      onSignIn={setSigningIn}
                    />
                  ))}
                </Table.Tbody>
              </TableScroll>
              <TokenNumbers />
            </div>
          )
        }
      </Loaded>
      <DetailDrawer />
      {signingIn !== undefined && <SignInDialog choice={signingIn} onClose={() => setSigningIn(undefined)} />}
    </>
  );
}

/** The token that the address names. */
function DetailDrawer() {
  const { tokens } = useConsole().stores;
  const load = useLoad(tokens);
  const query = useSearch();
  const [, go] = useLocation();
  const isNarrow = useNarrow(1_000);
  const asked = new URLSearchParams(query);
  const token = knownOf(load)?.find(
    ({ configId, server, user = null }) =>
      configId === asked.get('config') && server === asked.get('server') && user === asked.get('user'),
  );
  return (
    <Drawer
      opened={token !== undefined}
      onClose={() => go('/tokens')}
      title={token === undefined ? '' : words.detail.title(token.server)}
      size={isNarrow ? '100%' : 460}
      withOverlay={isNarrow}
      trapFocus={isNarrow}
      closeOnClickOutside={false}
    >
      {token !== undefined && <TokenDetail token={token} at={load.phase === 'ready' ? load.at : 0} />}
    </Drawer>
  );
}

const addressOf = ({ configId, server, user }: TokenState): string =>
  `/tokens?${new URLSearchParams({ config: configId, server, ...(user === undefined ? {} : { user }) }).toString()}`;

interface TokenLineProps {
  readonly token: TokenState;
  readonly onSignIn: (choice: SignInChoice) => void;
}

function TokenLine({ token, onSignIn }: TokenLineProps) {
  const { server, user, status, scopes, wantedScopes = [], issuer, lastRefreshAt, lastError, isKept } = token;
  const { tone, icon } = LOOKS[status];
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} href={addressOf(token)} aria-label={words.detail.title(server)}>
          {server}
        </Anchor>
        <DetailText>{user ?? words.gateway}</DetailText>
      </Table.Th>
      <Table.Td>
        <StatusPill tone={tone} icon={icon} plain>
          {words.states[status]}
        </StatusPill>
        {lastError !== undefined && <small className={classes['problem']}>{lastError.message}</small>}
        {status === 'connected' && !isKept && <DetailText>{words.notKept}</DetailText>}
      </Table.Td>
      <Table.Td>
        <Ending token={token} />
      </Table.Td>
      <Table.Td>{lastRefreshAt === undefined ? words.never : <Ago at={lastRefreshAt} />}</Table.Td>
      <Table.Td>
        <span className={classes['issuer']}>{issuer ?? '–'}</span>
        <DetailText>{scopes.length === 0 ? words.noScopes : scopes.join(', ')}</DetailText>
        {wantedScopes.length > 0 && <DetailText>{words.wanted(wantedScopes.join(', '))}</DetailText>}
      </Table.Td>
      <Table.Td>
        <TokenActions token={token} onSignIn={onSignIn} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Counts down. */
function Ending({ token: { status, expiresAt, canRefresh } }: { readonly token: TokenState }) {
  const now = useNow();
  if (status === 'disconnected' || status === 'sign-in-needed') return <>–</>;
  if (expiresAt === undefined) return <>{words.noEnd}</>;
  return (
    <>
      <span className="numbers">{expiresAt > now ? words.endsIn(formatDuration(expiresAt - now)) : words.ended}</span>
      {canRefresh && <DetailText>{words.renewsAt}</DetailText>}
    </>
  );
}
