import type { AuthorizationServer, DiscoveryRequestOptions } from 'oauth4webapi';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { parseUrl } from '../../../../shared/text/is-url';
import { isLoopbackUrl } from '../../lib/service-options';
import { fetchBounded } from './fetch-bounded';

const TIMEOUT_MS = 5_000;
const BELIEVED_MS = 3_600_000;

/** Asks an authorization server what it is; once an hour, and all who wait for it together. */
export interface IssuerMetadata {
  read(): Promise<AuthorizationServer>;
  /** An address that the metadata gives; throws when it gives none that may be used. */
  endpoint(member: 'jwks_uri' | 'introspection_endpoint'): Promise<string>;
}

export function createIssuerMetadata(issuer: string, now: () => number): IssuerMetadata {
  let known: { readonly at: number; readonly metadata: Promise<AuthorizationServer> } | undefined;
  const read = (): Promise<AuthorizationServer> => {
    if (known !== undefined && now() - known.at < BELIEVED_MS) return known.metadata;
    const metadata = discover(issuer).catch((failure: unknown) => {
      known = undefined;
      throw failure;
    });
    known = { at: now(), metadata };
    return metadata;
  };
  return {
    read,
    async endpoint(member) {
      const url = (await read())[member];
      const parsed = typeof url === 'string' ? parseUrl(url) : undefined;
      if (typeof url !== 'string' || parsed === undefined) throw unusable(issuer, `has no usable ${member}`);
      // What others say must not lead a request into this machine, unless the issuer itself is here.
      if (parsed.protocol === 'https:' || (isLoopbackUrl(issuer) && isLoopbackUrl(url))) return url;
      throw unusable(issuer, `names a ${member} that is not https`);
    },
  };
}

/** RFC 8414 first, then OpenID Connect Discovery 1.0. */
async function discover(issuer: string): Promise<AuthorizationServer> {
  const { allowInsecureRequests, customFetch, discoveryRequest, processDiscoveryResponse } =
    await import('oauth4webapi');
  for (const algorithm of ['oauth2', 'oidc'] as const) {
    const options: DiscoveryRequestOptions = {
      algorithm,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      [customFetch]: fetchBounded,
      // Plain HTTP got through the options on this machine only.
      [allowInsecureRequests]: isLoopbackUrl(issuer),
    };
    const response = await discoveryRequest(new URL(issuer), options).catch((cause: unknown) => {
      throw new GatewayError(
        'auth_network_failed',
        `The authorization server ${issuer} cannot be reached`,
        {},
        { cause },
      );
    });
    if (response.status !== 200) continue;
    const metadata = await processDiscoveryResponse(new URL(issuer), response).catch((cause: unknown) => {
      throw unusable(issuer, 'is not what RFC 8414 wants, or belongs to another issuer', cause);
    });
    if (metadata.issuer === issuer) return metadata;
    throw unusable(issuer, `says that the issuer is spelled ${JSON.stringify(metadata.issuer)}`);
  }
  throw unusable(issuer, 'is not there');
}

function unusable(issuer: string, why: string, cause?: unknown): GatewayError {
  const options = cause === undefined ? {} : { cause };
  return new GatewayError(
    'auth_provider_failed',
    `The metadata of the authorization server ${issuer} ${why}`,
    {},
    options,
  );
}
