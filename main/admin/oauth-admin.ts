import { tokenOwner } from '../../shared/config/oauth';
import type { GatewayConfig } from '../../shared/config/gateway-config';
import { ConnectInput, SignInAnswer, TokenChoice } from '../../shared/contract/oauth-inputs';
import { GatewayError } from '../../shared/errors/gateway-error';
import type {
  Disconnection,
  SignIn,
  TokenEventMessage,
  TokenHappening,
  TokenMetrics,
  TokenState,
} from '../../shared/model/oauth';
import { type Custodian, settingsOf } from '../gateway/oauth/custodian';
import { shareOf } from '../gateway/upstream/share';
import { parseInput } from './parse-input';

/** What people may do with the tokens for servers. Never gives one out. */
export interface OAuthAdmin {
  list(): Promise<readonly TokenState[]>;
  /** What last happened to one token, newest first. */
  history(input: unknown): Promise<readonly TokenHappening[]>;
  connect(input: unknown): Promise<SignIn>;
  signIn(id: string): Promise<SignIn>;
  complete(id: string, input: unknown): Promise<SignIn>;
  cancel(id: string): Promise<void>;
  refresh(input: unknown): Promise<TokenState>;
  disconnect(input: unknown): Promise<Disconnection>;
  metrics(): Promise<TokenMetrics>;
  /** Until the signal aborts. */
  watch(onEvent: (event: TokenEventMessage) => void, signal: AbortSignal): Promise<void>;
}

type Config = Pick<GatewayConfig, 'configs' | 'users'>;

export function createOAuthAdmin(custodian: Custodian, config: () => Config): OAuthAdmin {
  return {
    list: () => custodian.states(),
    history: async (input) => custodian.history(placeOf(parseInput(TokenChoice, input), config(), 'any')),
    async connect(input) {
      const { device, ...choice } = parseInput(ConnectInput, input);
      return custodian.connect(placeOf(choice, config()), device ? 'device' : 'browser');
    },
    signIn: async (id) => custodian.signIn(id),
    complete: async (id, input) => custodian.complete(id, parseInput(SignInAnswer, input).address),
    cancel: async (id) => custodian.cancel(id),
    refresh: async (input) => custodian.refresh(placeOf(parseInput(TokenChoice, input), config())),
    disconnect: async (input) => custodian.disconnect(placeOf(parseInput(TokenChoice, input), config(), 'any')),
    metrics: async () => custodian.metrics(),
    watch: (onEvent, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const leave = custodian.on(({ type, place }) =>
          onEvent({ ...(place as Omit<TokenEventMessage, 'type'>), type }),
        );
        signal.addEventListener(
          'abort',
          () => {
            leave();
            resolve();
          },
          { once: true },
        );
      }),
  };
}

/** Finds out what was left out; throws, naming the choices, where there are several. */
function placeOf({ server, config: given, user: asked }: TokenChoice, { configs, users }: Config, which?: 'any') {
  const holders = Object.keys(configs).filter((id) => Object.hasOwn(configs[id]?.servers ?? {}, server));
  if (given !== undefined && holders.includes(given) === false && which === undefined) {
    throw new GatewayError('unknown_server', `The config "${given}" has no server "${server}"`, { server });
  }
  const configId = given ?? only(holders, { what: 'config', option: '--config', of: server });
  const settings = configs[configId]?.servers[server];
  const oauth = settings && settingsOf(settings);
  const isUsers =
    settings !== undefined && oauth !== undefined && tokenOwner(oauth) === 'user' && shareOf(settings) !== 'global';
  if (!isUsers && asked === undefined) return { configId, server };
  if (asked !== undefined && !Object.hasOwn(users, asked)) {
    throw new GatewayError(
      'unknown_name',
      `There is no user "${asked}": there is ${Object.keys(users).join(', ') || 'none'}`,
    );
  }
  return { configId, server, user: asked ?? only(Object.keys(users), { what: 'user', option: '--user', of: server }) };
}

function only(
  all: readonly string[],
  { what, option, of }: { readonly what: string; readonly option: string; readonly of: string },
): string {
  const [sole, ...others] = all;
  if (sole === undefined) {
    const message = what === 'config' ? `There is no server "${of}"` : `There is no ${what} whose token it could be`;
    throw new GatewayError('unknown_server', message, { server: of });
  }
  if (others.length === 0) return sole;
  throw new GatewayError(
    'invalid_params',
    `Which ${what} of ${all.join(', ')} is meant for ${of}? Say it with ${option}`,
  );
}
