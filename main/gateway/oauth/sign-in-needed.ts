import { asGatewayError, GatewayError } from '../../../shared/errors/gateway-error';
import { OAuthRefusal } from './oauth-failure';
import type { TokenPlace, TokenRecord } from './token-record';

/** Says who must do what; the words reach the model, which passes them on to the person. */
export function signInNeeded(place: TokenPlace, wanted: readonly string[]): GatewayError {
  const { server, user } = place;
  const who = user === undefined ? 'Somebody' : `The user "${user}"`;
  const what =
    wanted.length === 0
      ? `must sign in to ${server}`
      : `must let the gateway do more at ${server} (${wanted.join(' ')})`;
  return new GatewayError('sign_in_needed', `${who} ${what} first: secure-mcp-gateway oauth connect ${server}`, {
    ...place,
    ...(wanted.length === 0 ? {} : { scopes: wanted }),
  });
}

/** Why a person must sign in, for the history of the token. */
export function whySignIn(record: TokenRecord | undefined, wanted: readonly string[]): string {
  if (wanted.length > 0) return `A call needed more: ${wanted.join(' ')}`;
  if (record === undefined) return 'There was no token yet';
  if (record.isSpent === true) return `${record.server.issuer} refused the refresh token`;
  if (record.refreshToken === undefined) return 'The token has ended, and nothing came with it to renew it';
  return 'The server did not accept the token';
}

export function scopeMissing(
  place: TokenPlace,
  scopes: readonly string[],
  why: 'denied' | 'in-vain' | 'configured',
): GatewayError {
  const { server } = place;
  const named = scopes.length === 0 ? 'further scopes' : `the scopes ${scopes.join(' ')}`;
  const reasons = {
    denied: 'which were denied; connect it again to be asked again',
    'in-vain': 'and still does after they were granted; it is not asked again',
    configured: `which are not in "oauth.scopes" of ${server}`,
  };
  return new GatewayError('scope_missing', `${server} wants ${named}, ${reasons[why]}`, { server, scopes });
}

export function settingsChanged({ server }: TokenPlace): GatewayError {
  const message = `The settings of ${server} have changed since this sign-in began; start it again`;
  return new GatewayError('sign_in_failed', message, { server });
}

export function stillRefused({ server }: TokenPlace, issuer: string | undefined): GatewayError {
  const from = issuer === undefined ? 'its token' : `the token of ${issuer}`;
  const message = `${server} does not accept ${from}. Sign in again: secure-mcp-gateway oauth connect ${server}`;
  return new GatewayError('sign_in_needed', message, { server });
}

/** Says of a failure which server has no token because of it. */
export function nameFailure({ server }: TokenPlace, thrown: unknown): GatewayError {
  const failure = asGatewayError(thrown);
  if (failure.code === 'sign_in_needed' || failure.message.startsWith(server)) return failure;
  const why = failure instanceof OAuthRefusal ? failure.inOurWords : failure.message;
  const message = `There is no token for ${server}: ${why}`;
  return new GatewayError(failure.code, message, { ...failure.detail, server }, { cause: failure });
}
