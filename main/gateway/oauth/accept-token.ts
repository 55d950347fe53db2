import type { TokenEndpointResponse } from 'oauth4webapi';
import { isJsonObject } from '../../../shared/model/json-rpc';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Logger } from '../ports/logger';
import { soundScopes } from './sound-scopes';
import type { TokenExchange } from './token-exchange';
import type { TokenPlace, TokenRecord } from './token-record';

const LONGEST_TOKEN = 65_536;

export interface AcceptNeeds {
  readonly place: TokenPlace;
  readonly mark: string;
  readonly exchange: TokenExchange;
  /** What is replaced: what the answer leaves out stays as it was (RFC 6749 §6). */
  readonly before?: TokenRecord | undefined;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Makes a record of what a token endpoint answered; throws for a token that must not be used. */
export async function acceptToken(answer: TokenEndpointResponse, needs: AcceptNeeds): Promise<TokenRecord> {
  const { exchange, place, mark, before, now } = needs;
  const { oauth, server, client, resource, dpop } = exchange;
  const { access_token: accessToken, expires_in: seconds, refresh_token: refreshToken = before?.refreshToken } = answer;
  const tokenType = answer.token_type === 'dpop' ? 'dpop' : 'bearer';
  if (oauth.settings.dpop && tokenType !== 'dpop') {
    throw refused(`${server.issuer} did not bind the token to our key, though "dpop" is set in ${oauth.place}`);
  }
  if (!isSendable(accessToken) || (refreshToken !== undefined && !isSendable(refreshToken))) {
    throw refused(`${server.issuer} answered with a token that is too long, or has characters that no header carries`);
  }
  requireOurCertificate(accessToken, needs);
  const scopes = grantedScopes(answer, needs);
  return {
    version: 1,
    place,
    mark,
    grant: oauth.settings.grant,
    server,
    client,
    ...(resource === undefined ? {} : { resource }),
    ...(oauth.serverUrl === undefined ? {} : { origin: oauth.serverUrl.origin }),
    accessToken,
    tokenType,
    scopes,
    obtainedAt: now,
    ...(seconds === undefined ? {} : { expiresAt: now + seconds * 1_000 }),
    ...(before === undefined ? {} : { refreshedAt: now }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(dpop === undefined ? {} : { dpopKey: await dpop.export() }),
  };
}

/** RFC 6749 §A.12, without the space, which would end it. Errors of whoever is given anything else repeat it. */
const isSendable = (token: string): boolean => /^[\x21-\x7e]+$/.test(token) && token.length <= LONGEST_TOKEN;

/** RFC 6749 §5.1: without a word about scopes, what was asked for was granted. */
function grantedScopes({ scope }: TokenEndpointResponse, { exchange, place, before, log }: AcceptNeeds): string[] {
  const asked = exchange.scopes.length > 0 ? exchange.scopes : (before?.scopes ?? []);
  if (scope === undefined) return [...asked];
  const granted = soundScopes(scope.split(/\s+/));
  const missing = asked.filter((one) => !granted.includes(one) && one !== 'offline_access' && one !== 'openid');
  if (missing.length === 0) return granted;
  const message = `${exchange.server.issuer} granted less than was asked for; missing: ${missing.join(' ')}`;
  if (exchange.oauth.settings.missingScopes === 'refuse') {
    throw new GatewayError('scope_missing', `${message} ("missingScopes" says to refuse it)`, { server: place.server });
  }
  log.warn('Fewer scopes were granted than asked for', { server: place.server, missing });
  return granted;
}

/** RFC 8705 §3: a token that is bound to a certificate is of no use with another, and was not meant for us. */
function requireOurCertificate(accessToken: string, { exchange }: AcceptNeeds): void {
  const thumbprint = boundThumbprint(accessToken);
  if (thumbprint === undefined || thumbprint === exchange.oauth.thumbprint) return;
  throw refused(
    `${exchange.server.issuer} bound the token to another certificate than that of ${exchange.oauth.place}`,
  );
}

/** The certificate that a token says it is bound to, if it is one that can be read. */
export function boundThumbprint(accessToken: string): string | undefined {
  const [, payload, signature] = accessToken.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const confirmation = isJsonObject(claims) ? claims['cnf'] : undefined;
    const thumbprint = isJsonObject(confirmation) ? confirmation['x5t#S256'] : undefined;
    return typeof thumbprint === 'string' ? thumbprint : undefined;
  } catch {
    return undefined;
  }
}

const refused = (message: string): GatewayError => new GatewayError('token_refused', message);
