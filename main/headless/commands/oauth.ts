import type { Command } from 'commander';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Disconnection, SignIn, TokenHappening, TokenState } from '../../../shared/model/oauth';
import type { OAuthAdmin } from '../../admin/oauth-admin';
import { plainText } from '../../../shared/text/plain-name';
import { awaitSignIn } from '../await-sign-in';
import { formatFacts, formatTable } from '../format-table';
import { addAnswerOptions, type Answer, answering, type CommandNeeds, type Invocation } from '../leaf-command';
import { openBrowser } from '../open-browser';
import { isTerminal, passphraseAsker } from '../read-secret';

interface PlaceOptions {
  readonly config?: string;
  readonly user?: string;
}

/** `oauth`: the gateway’s sign-ins at servers. */
export function addOAuthCommands(program: Command, needs: CommandNeeds): void {
  const oauth = program.command('oauth').description('sign in to servers, and see how long that lasts');
  addConnect(oauth, needs);
  addPlaceOptions(oauth.command('status [server]').description('the token of each server: never the token itself'))
    .option('--metrics', 'also how often tokens were asked for, and how that went')
    .action(
      answering<PlaceOptions & { readonly metrics?: true }>(needs, (invocation, server) =>
        withOAuth(needs, invocation, async (admin) => {
          const { config, user, metrics } = invocation.options;
          const all = await admin.list();
          const shown = all.filter(
            (one) =>
              (server === undefined || one.server === server) &&
              (config === undefined || one.configId === config) &&
              (user === undefined || one.user === user),
          );
          if (metrics === undefined) return { facts: shown, text: describeStates(shown, needs.io.now(), server) };
          const counted = await admin.metrics();
          const rows = Object.entries(counted).map(([name, value]) => [name, String(value)] as const);
          return {
            facts: { tokens: shown, metrics: counted },
            text: `${describeStates(shown, needs.io.now(), server)}\n\n${formatFacts(rows)}`,
          };
        }),
      ),
    );
  addPlaceOptions(oauth.command('history <server>').description('what last happened to its token, and why')).action(
    answering<PlaceOptions>(needs, (invocation, server = '') =>
      withOAuth(needs, invocation, async (admin) => {
        const happened = await admin.history(choiceOf(server, invocation.options));
        return { facts: happened, text: describeHistory(happened, server) };
      }),
    ),
  );
  addPlaceOptions(oauth.command('refresh <server>').description('get a new token now')).action(
    answering<PlaceOptions>(needs, (invocation, server = '') =>
      withOAuth(needs, invocation, async (admin) => {
        const state = await admin.refresh(choiceOf(server, invocation.options));
        return { facts: state, text: describeStates([state], needs.io.now(), server) };
      }),
    ),
  );
  addPlaceOptions(
    oauth
      .command('disconnect <server>')
      .alias('revoke')
      .description('revoke the token where that is possible, and forget it'),
  ).action(
    answering<PlaceOptions>(needs, (invocation, server = '') =>
      withOAuth(needs, invocation, async (admin) => {
        const done = await admin.disconnect(choiceOf(server, invocation.options));
        return { facts: done, text: describeDisconnection(server, done) };
      }),
    ),
  );
}

interface ConnectOptions extends PlaceOptions {
  readonly device?: true;
  readonly paste?: true;
  readonly browser: boolean;
}

function addConnect(group: Command, needs: CommandNeeds): void {
  addPlaceOptions(group.command('connect <server>').description('sign in to a server, in your browser'))
    .option('--device', 'on another device, with a code to type there')
    .option('--no-browser', 'print the address instead of opening it')
    .option('--paste', 'read the address that the browser ended at from stdin: for machines without a browser')
    .action(
      answering<ConnectOptions>(needs, (invocation, server = '') =>
        withOAuth(needs, invocation, async (oauth) => {
          const { device = false, paste = false, browser } = invocation.options;
          const begun = await oauth.connect({ ...choiceOf(server, invocation.options), device });
          if (begun.kind === 'none') return connected(begun);
          await tellWhatToDo(begun, { opens: browser && !paste, pastes: paste }, needs);
          const takesAddress = begun.kind === 'browser' && (paste || isTerminal(needs.io.stdin));
          return connected(await awaitSignIn({ oauth, begun, takesAddress }, needs.io));
        }),
      ),
    );
}

/** To stderr: stdout is for the result. */
async function tellWhatToDo(
  { url = '', userCode, scopes, issuer = '' }: SignIn,
  { opens, pastes }: { readonly opens: boolean; readonly pastes: boolean },
  { io }: CommandNeeds,
): Promise<void> {
  const asks = scopes.length === 0 ? '' : ` for ${scopes.join(' ')}`;
  const tell = (text: string) => void io.stderr.write(`${text}\n`);
  tell(`Signing in at ${issuer}${asks}.`);
  if (userCode !== undefined) {
    tell(`Open this address on any device and enter the code ${userCode}:\n\n  ${url}\n`);
    return;
  }
  const isOpen = opens && (await openBrowser(url, io.env));
  tell(isOpen ? `Your browser opens; if it does not:\n\n  ${url}\n` : `Open this address in a browser:\n\n  ${url}\n`);
  if (pastes || isTerminal(io.stdin)) {
    tell('If the browser runs on another machine, its last page cannot be shown: copy its address and paste it here.');
  }
}

const connected = (signIn: SignIn): Answer => ({
  facts: signIn,
  text: `${signIn.server} is connected${signIn.user === undefined ? '' : ` for ${signIn.user}`}.`,
});

async function withOAuth<Options>(
  { doors, io }: CommandNeeds,
  { data, log }: Invocation<Options>,
  work: (oauth: OAuthAdmin) => Promise<Answer>,
): Promise<Answer> {
  const { oauth, close } = await doors.openOAuth({ ...data, log, ...passphraseAsker(io) });
  try {
    return await work(oauth);
  } finally {
    await close();
  }
}

function addPlaceOptions(command: Command): Command {
  return addAnswerOptions(command)
    .option('--config <id>', 'where several configs have a server of this name')
    .option('--user <id>', 'whose token it is');
}

const choiceOf = (server: string, { config, user }: PlaceOptions) => ({
  server,
  ...(config === undefined ? {} : { config }),
  ...(user === undefined ? {} : { user }),
});

const STATUS: Readonly<Record<TokenState['status'], string>> = {
  connected: 'connected',
  expired: 'expired, renewed when needed',
  'sign-in-needed': 'SIGN IN',
  disconnected: 'not connected',
};

function describeStates(states: readonly TokenState[], now: number, server: string | undefined): string {
  if (states.length === 0 && server !== undefined) {
    throw new GatewayError('unknown_name', `No token is known for "${server}"`);
  }
  if (states.length === 0) return 'No server needs a token, as far as is known.';
  const rows = states.map((state) => [
    state.server,
    state.user ?? '(gateway)',
    STATUS[state.status],
    state.expiresAt === undefined ? '' : inWords(state.expiresAt - now),
    state.nextRefreshAt === undefined ? '' : inWords(state.nextRefreshAt - now),
    state.scopes.join(' '),
    state.issuer ?? '',
  ]);
  const table = formatTable(['SERVER', 'USER', 'STATE', 'EXPIRES', 'REFRESH', 'SCOPES', 'ISSUER'], rows);
  return [table, ...states.flatMap(remarksOf)].join('\n');
}

const HAPPENED: Readonly<Record<TokenHappening['type'], string>> = {
  connected: 'signed in',
  refreshed: 'renewed',
  failed: 'RENEWAL FAILED',
  expired: 'ended',
  'sign-in-needed': 'SIGN-IN NEEDED',
  disconnected: 'signed out',
  revoked: 'revoked by its issuer',
};

function describeHistory(happened: readonly TokenHappening[], server: string): string {
  if (happened.length === 0) return `Nothing is known to have happened to the token of ${server}.`;
  const rows = happened.map(({ at, type, times = 1, reason = '' }) => {
    const what = times === 1 ? HAPPENED[type] : `${HAPPENED[type]} (${times} times)`;
    return [new Date(at).toISOString(), what, plainText(reason)];
  });
  return formatTable(['TIME', 'WHAT', 'WHY'], rows);
}

function remarksOf({ server, wantedScopes, lastError, isKept }: TokenState): string[] {
  return [
    ...(wantedScopes === undefined
      ? []
      : [`${server}: a call needed ${wantedScopes.join(' ')}; connect it again to allow that`]),
    ...(lastError === undefined ? [] : [`${server}: ${lastError.message} (${new Date(lastError.at).toISOString()})`]),
    ...(isKept ? [] : [`${server}: the token is lost when the gateway stops; see: secure-mcp-gateway secret status`]),
  ];
}

function inWords(ms: number): string {
  if (ms <= 0) return 'now';
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `in ${Math.ceil(ms / 1_000)} s`;
  if (minutes < 120) return `in ${minutes} min`;
  return minutes < 2_880 ? `in ${Math.round(minutes / 60)} h` : `in ${Math.round(minutes / 1_440)} days`;
}

function describeDisconnection(server: string, { wasConnected, revoked, problem }: Disconnection): string {
  if (!wasConnected) return `${server} was not connected.`;
  const told = revoked
    ? 'the token was revoked'
    : `the token was forgotten, not revoked: ${problem ?? 'unknown cause'}`;
  return `${server} is disconnected; ${told}.`;
}
