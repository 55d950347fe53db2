import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Fetch } from './bounded-fetch';
import type { AccessToken, UpstreamAuthorization } from './upstream-authorization';

export interface AuthorizedFetchNeeds {
  readonly server: string;
  readonly authorization: UpstreamAuthorization;
  readonly fetch: Fetch;
  /** Of the certificate that the connection shows. */
  readonly thumbprint?: string | undefined;
}

/** What a DPoP proof and a renewed token each may need. */
const MOST_TRIES = 3;

/**
 * Sends each request with the token of the moment, in its header and nowhere else. A refusal is settled here: with a token
 * that is newer, once, or with an error that says what a person must do. It never travels on to a client.
 */
export function createAuthorizedFetch({ server, authorization, fetch, thumbprint }: AuthorizedFetchNeeds): Fetch {
  return async (url, init) => {
    const signal = init?.signal ?? undefined;
    let token = await authorization.token(signal);
    for (let tries = 1; ; tries++) {
      const target = new URL(url);
      if (token !== undefined) requireOwn(server, token, { thumbprint, origin: target.origin });
      const response = await fetch(url, { ...init, headers: await withToken(init, token, target) });
      await token?.learn?.(response, target);
      const { status, headers } = response;
      if ((status !== 401 && status !== 403) || tries === MOST_TRIES) return response;
      const challenge = headers.get('www-authenticate');
      const wantsNonce = token?.learn !== undefined && /\buse_dpop_nonce\b/.test(challenge ?? '');
      const next =
        wantsNonce && tries === 1 ? token : await settle(authorization, { status, challenge, token }, signal);
      if (next === undefined || (next.value === token?.value && !wantsNonce)) return response;
      await response.body?.cancel();
      token = next;
    }
  };
}

function settle(
  authorization: UpstreamAuthorization,
  refusal: { readonly status: number; readonly challenge: string | null; readonly token: AccessToken | undefined },
  signal: AbortSignal | undefined,
): Promise<AccessToken | undefined> {
  const { token, ...rest } = refusal;
  return authorization.refused({ ...rest, ...(token === undefined ? {} : { token }) }, signal);
}

async function withToken(init: RequestInit | undefined, token: AccessToken | undefined, url: URL): Promise<Headers> {
  const headers = new Headers(init?.headers as Headers | undefined);
  if (token === undefined) return headers;
  headers.set('authorization', `${token.scheme} ${token.value}`);
  const proof = await token.prove?.(init?.method ?? 'GET', url);
  for (const [name, value] of Object.entries(proof ?? {})) headers.set(name, value);
  return headers;
}

/**
 * A token goes to the server that it was obtained for alone, whatever its address stands for by now. And a server cannot
 * believe one that comes over a connection with another certificate (RFC 8705 §3).
 */
function requireOwn(
  server: string,
  token: AccessToken,
  place: { readonly thumbprint: string | undefined; readonly origin: string },
): void {
  const refuse = (what: string): never => {
    throw new GatewayError('oauth_misconfigured', `The token for ${server} ${what}; nothing was sent`, { server });
  };
  if (token.origin !== undefined && token.origin !== place.origin) {
    refuse(
      `was obtained for ${token.origin}, not for ${place.origin}. Connect it again: secure-mcp-gateway oauth connect ${server}`,
    );
  }
  if (token.thumbprint !== undefined && token.thumbprint !== place.thumbprint) {
    refuse('is bound to a certificate that its "tls" does not show');
  }
}
