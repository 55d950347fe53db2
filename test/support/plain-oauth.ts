import * as oauth from 'oauth4webapi';
import type { AuthorizationServer } from './authorization-server';
import type { Certified } from './certificates';
import type { Person } from './headless-person';

export interface PlainClientOptions {
  readonly id: string;
  readonly auth: oauth.ClientAuth;
  readonly certificate?: Certified;
  readonly dpop?: oauth.DPoPHandle;
}

/** An OAuth client of oauth4webapi alone: says what the authorization server really does. */
export interface PlainClient {
  readonly metadata: oauth.AuthorizationServer;
  clientCredentials(fields?: Record<string, string>): Promise<oauth.TokenEndpointResponse>;
  signIn(fields?: Record<string, string>, person?: Person): Promise<oauth.TokenEndpointResponse>;
  refresh(token: string, fields?: Record<string, string>): Promise<oauth.TokenEndpointResponse>;
  revoke(token: string): Promise<void>;
  introspect(token: string): Promise<oauth.IntrospectionResponse>;
  startDevice(fields?: Record<string, string>): Promise<oauth.DeviceAuthorizationResponse>;
  finishDevice(deviceCode: string): Promise<oauth.TokenEndpointResponse>;
  grant(grantType: string, fields: Record<string, string>): Promise<oauth.TokenEndpointResponse>;
}

const REDIRECT = 'http://127.0.0.1:49152/callback';

export async function connectPlainClient(
  server: AuthorizationServer,
  { id, auth, certificate, dpop }: PlainClientOptions,
): Promise<PlainClient> {
  const issuer = new URL(server.issuer);
  const http = {
    [oauth.customFetch]: server.fetchWith(certificate),
    [oauth.allowInsecureRequests]: issuer.protocol === 'http:',
    ...(dpop === undefined ? {} : { DPoP: dpop }),
  };
  const metadata = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { ...http, algorithm: 'oauth2' }),
  );
  const client: oauth.Client = { client_id: id, use_mtls_endpoint_aliases: certificate !== undefined };
  return {
    metadata,
    async clientCredentials(fields = {}) {
      const response = await oauth.clientCredentialsGrantRequest(metadata, client, auth, fields, http);
      return oauth.processClientCredentialsResponse(metadata, client, response);
    },
    async signIn(fields = {}, person = {}) {
      const verifier = oauth.generateRandomCodeVerifier();
      const state = oauth.generateRandomState();
      const url = new URL(metadata.authorization_endpoint ?? '');
      url.search = new URLSearchParams({
        client_id: id,
        response_type: 'code',
        redirect_uri: REDIRECT,
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...fields,
      }).toString();
      const callback = oauth.validateAuthResponse(metadata, client, await server.signIn(url, person), state);
      const response = await oauth.authorizationCodeGrantRequest(metadata, client, auth, callback, REDIRECT, verifier, {
        ...http,
        additionalParameters: fields['resource'] === undefined ? {} : { resource: fields['resource'] },
      });
      return oauth.processAuthorizationCodeResponse(metadata, client, response);
    },
    async refresh(token, additionalParameters = {}) {
      const options = { ...http, additionalParameters };
      const response = await oauth.refreshTokenGrantRequest(metadata, client, auth, token, options);
      return oauth.processRefreshTokenResponse(metadata, client, response);
    },
    async revoke(token) {
      await oauth.processRevocationResponse(await oauth.revocationRequest(metadata, client, auth, token, http));
    },
    async introspect(token) {
      const response = await oauth.introspectionRequest(metadata, client, auth, token, http);
      return oauth.processIntrospectionResponse(metadata, client, response);
    },
    async startDevice(fields = {}) {
      const response = await oauth.deviceAuthorizationRequest(metadata, client, auth, fields, http);
      return oauth.processDeviceAuthorizationResponse(metadata, client, response);
    },
    async finishDevice(deviceCode) {
      const response = await oauth.deviceCodeGrantRequest(metadata, client, auth, deviceCode, http);
      return oauth.processDeviceCodeResponse(metadata, client, response);
    },
    async grant(grantType, fields) {
      const response = await oauth.genericTokenEndpointRequest(metadata, client, auth, grantType, fields, http);
      return oauth.processGenericTokenEndpointResponse(metadata, client, response, {
        recognizedTokenTypes: { n_a: () => undefined },
      });
    },
  };
}
