import { isLoopbackUrl } from '../../../shared/config/oauth';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { openDpopKey } from './dpop-key';
import { type LoopbackCallback, openLoopbackCallback } from './loopback-callback';
import { chooseClient, type ClientNeeds, forgetRegistration, readRegistration } from './oauth-client';
import { OAuthRefusal, plain } from './oauth-failure';
import { requireTrusted } from './resolved-oauth';
import { requestByCode, type TokenExchange } from './token-exchange';
import type { TokenKeeper } from './token-keeper';
import type { TokenRecord } from './token-record';
import { type OpenedSource, scopesFor } from './token-source';
import type { TokenStore } from './token-store';

export interface BrowserSignInNeeds {
  readonly keeper: TokenKeeper;
  readonly store: TokenStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told what the browser brought back; resolves with whether it worked, `undefined` when it belongs to no sign-in. */
  readonly onAnswer: (parameters: URLSearchParams) => Promise<boolean | undefined>;
}

/** A sign-in that waits for a browser (RFC 6749 §4.1, RFC 7636, RFC 8252). */
export interface BrowserSignIn {
  readonly url: string;
  readonly issuer: string;
  readonly scopes: readonly string[];
  /** What belongs to this sign-in and nobody can guess. */
  readonly state: string;
  /** Checks the answer and exchanges the code; throws what a person can read. */
  finish(parameters: URLSearchParams): Promise<TokenRecord>;
  close(): void;
}

export async function openBrowserSignIn(needs: BrowserSignInNeeds): Promise<BrowserSignIn> {
  const { keeper, store, now } = needs;
  const opened = await keeper.source.open(keeper.challenge);
  const { oauth, http, facts } = opened;
  const { server, resource } = facts;
  const { pkce } = oauth.settings;
  if (server.authorization_endpoint === undefined) {
    throw new GatewayError('authorization_server_failed', `${server.issuer} names no authorization endpoint`);
  }
  if (pkce === 'S256') requirePkce(opened);
  const common: ClientNeeds = { oauth, http, server, store, now };
  const callback = await openCallback(common, needs);
  try {
    const { redirectUri } = callback;
    const client = await chooseClient({ ...common, redirectUri });
    const { challenge, wantedScopes: moreScopes } = keeper;
    const scopes = scopesFor({ oauth, facts, challenge, moreScopes });
    const dpop = oauth.settings.dpop ? { dpop: await openDpopKey(undefined) } : {};
    const exchange: TokenExchange = { oauth, http, server, client, resource, scopes, ...dpop };
    const library = await import('oauth4webapi');
    const state = library.generateRandomState();
    const verifier = pkce === 'S256' ? library.generateRandomCodeVerifier() : undefined;
    const proof = verifier === undefined ? undefined : await library.calculatePKCECodeChallenge(verifier);
    return {
      url: authorizationUrl(exchange, { redirectUri, state, proof }),
      issuer: server.issuer,
      scopes,
      state,
      close: () => callback.close(),
      async finish(parameters) {
        const checked = await checkAnswer(exchange, parameters, state);
        try {
          const answer = await requestByCode(exchange, { parameters: checked, redirectUri, verifier });
          return await keeper.source.accept(answer, exchange);
        } catch (failure) {
          const isUnknown = failure instanceof OAuthRefusal && failure.reason === 'invalid_client';
          if (isUnknown && client.origin === 'registered') await forgetRegistration(store, server.issuer);
          throw failure;
        }
      },
    };
  } catch (failure) {
    callback.close();
    throw failure;
  }
}

/** A client that was registered with a port comes back to that port, if it is free; else it is registered anew. */
async function openCallback(common: ClientNeeds, { onAnswer }: BrowserSignInNeeds): Promise<LoopbackCallback> {
  const { redirectUri } = common.oauth.settings;
  const known = redirectUri === undefined ? await readRegistration(common) : undefined;
  const isHere = known !== undefined && isLoopbackUrl(known.redirectUri);
  const preferredPort = isHere ? Number(new URL(known.redirectUri).port) : undefined;
  return openLoopbackCallback({ redirectUri, preferredPort, onAnswer });
}

/** Protocol revision 2026-07-28, Authorization Code Protection: who does not say that it checks, does not. */
function requirePkce({ facts, oauth }: OpenedSource): void {
  const { server } = facts;
  const methods = server.code_challenge_methods_supported;
  // Endpoints that were configured by hand come without metadata.
  if (methods === undefined && oauth.settings.authorizationEndpoint !== undefined) return;
  if (methods?.includes('S256') === true) return;
  const message = `${server.issuer} does not say that it supports PKCE with S256, without which a stolen code is a token. If it must be, set "pkce": "off" in ${oauth.place}`;
  throw new GatewayError('authorization_server_failed', message);
}

function authorizationUrl(
  { oauth, server, client, resource, scopes }: TokenExchange,
  flow: { readonly redirectUri: string; readonly state: string; readonly proof: string | undefined },
): string {
  const url = requireTrusted(server.authorization_endpoint ?? '', 'authorization endpoint', oauth);
  const { audience, organization } = oauth.settings;
  const fields = {
    ...oauth.authorizationParameters,
    response_type: 'code',
    client_id: client.id,
    redirect_uri: flow.redirectUri,
    state: flow.state,
    scope: scopes.length === 0 ? undefined : scopes.join(' '),
    resource,
    audience,
    organization,
    code_challenge: flow.proof,
    code_challenge_method: flow.proof === undefined ? undefined : 'S256',
    // OpenID Connect Core §11: without it, no refresh token.
    prompt: scopes.includes('offline_access') ? 'consent' : oauth.authorizationParameters['prompt'],
  };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** `state`, and the issuer before anything else is believed (RFC 9207 §2.4), errors included. */
async function checkAnswer(
  { server, client }: TokenExchange,
  parameters: URLSearchParams,
  state: string,
): Promise<URLSearchParams> {
  const library = await import('oauth4webapi');
  try {
    return library.validateAuthResponse(server, { client_id: client.id }, parameters, state);
  } catch (failure) {
    if (failure instanceof library.AuthorizationResponseError) {
      const { error, error_description: described } = failure;
      const more = described === undefined ? '' : `: ${plain(described)}`;
      const message = `${server.issuer} refused the sign-in with ${plain(error)}${more}`;
      throw new OAuthRefusal('sign_in_failed', message, error);
    }
    // Who answered is not certain, so none of its words are repeated.
    const message = `The answer to the sign-in is not one of ${server.issuer}; it is not used`;
    throw new GatewayError('sign_in_failed', message, {}, { cause: failure });
  }
}
