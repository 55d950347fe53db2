import type { AuthorizationServer, ClientAuth, IntrospectionRequestOptions } from 'oauth4webapi';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { formEncode } from '../../../../shared/text/form-encode';
import { isLoopbackUrl } from '../../lib/service-options';
import type { Claims } from './claimed-identity';
import { fetchBounded } from './fetch-bounded';

export interface IntrospectionClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientAuth: 'basic' | 'post';
}

/** Resolves with what the authorization server says of a token, active or not. */
export type Introspect = (token: string, signal: AbortSignal) => Promise<Claims>;

/** `endpointAt` finds the address that is asked; it is looked for when it is first needed. */
export async function createIntrospector(
  { issuer, clientId, clientSecret, clientAuth }: IntrospectionClient,
  endpointAt: () => Promise<string>,
): Promise<Introspect> {
  const oauth = await import('oauth4webapi');
  const client = { client_id: clientId };
  const proof = clientAuth === 'basic' ? byBasic(clientSecret) : oauth.ClientSecretPost(clientSecret);
  return async (token, signal) => {
    const endpoint = await endpointAt();
    const server: AuthorizationServer = { issuer, introspection_endpoint: endpoint };
    const options: IntrospectionRequestOptions = {
      signal,
      [oauth.customFetch]: fetchBounded,
      [oauth.allowInsecureRequests]: isLoopbackUrl(endpoint),
    };
    const response = await oauth.introspectionRequest(server, client, proof, token, options).catch((cause: unknown) => {
      throw new GatewayError('auth_network_failed', `${issuer} cannot be reached to ask about tokens`, {}, { cause });
    });
    try {
      return { ...(await oauth.processIntrospectionResponse(server, client, response)) };
    } catch (cause) {
      if (response.status === 401 || response.status === 403 || response.status === 400) {
        const message = `${issuer} does not let this gateway ask about tokens; check clientId, clientSecret and clientAuth`;
        throw new GatewayError('auth_config_invalid', message, {}, { cause });
      }
      const message = `${issuer} did not say whether a token is active (status ${response.status})`;
      throw new GatewayError('auth_provider_failed', message, {}, { cause });
    }
  };
}

function byBasic(secret: string): ClientAuth {
  return (_server, client, _body, headers) => {
    const pair = `${formEncode(client.client_id)}:${formEncode(secret)}`;
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`);
  };
}
