import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernHttp,
  type OAuthClientProvider,
} from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Era } from '../../shared/model/server';
import type { HeadlessPerson } from './headless-person';

const REDIRECT_URL = 'http://127.0.0.1:49152/callback';

/** A client that was let in by its own OAuth. */
export interface SignedInClient {
  readonly sdk: LegacyClient | ModernClient;
  readonly accessToken: string;
  /** Where it was last sent to ask for the user’s consent. */
  readonly authorizationUrl: URL;
  close(): Promise<void>;
}

/** Connects without any credentials and does what the SDK of that era does about the refusal; Ada signs in. */
export async function signIn(era: Era, url: string, person: Pick<HeadlessPerson, 'signIn'>): Promise<SignedInClient> {
  const memory = createMemory();
  const open = () => {
    const authProvider = memory.provider;
    return era === 'legacy'
      ? {
          sdk: new LegacyClient({ name: 'legacy', version: '1' }),
          transport: new LegacyHttp(new URL(url), { authProvider: authProvider as never }),
        }
      : {
          sdk: new ModernClient({ name: 'modern', version: '1' }, { versionNegotiation: { mode: 'auto' } }),
          transport: new ModernHttp(new URL(url), { authProvider }),
        };
  };
  const first = open();
  const refusal: unknown = await first.sdk.connect(first.transport as never).catch((failure: unknown) => failure);
  const { authorizationUrl } = memory;
  if (authorizationUrl === undefined) throw new Error('The client was not sent anywhere', { cause: refusal });
  const { searchParams } = await person.signIn(authorizationUrl, { as: 'ada' });
  await (first.transport instanceof LegacyHttp
    ? first.transport.finishAuth(searchParams.get('code') ?? '')
    : first.transport.finishAuth(searchParams));
  await first.sdk.close();
  const second = open();
  await second.sdk.connect(second.transport as never);
  const accessToken = String((await memory.provider.tokens())?.access_token);
  return {
    sdk: second.sdk,
    accessToken,
    get authorizationUrl() {
      return memory.authorizationUrl ?? authorizationUrl;
    },
    close: () => second.sdk.close(),
  };
}

function createMemory() {
  const kept: { client?: never; tokens?: never; verifier?: string; discovered?: never } = {};
  const memory: { authorizationUrl?: URL; readonly provider: OAuthClientProvider } = {
    provider: {
      redirectUrl: REDIRECT_URL,
      clientMetadata: {
        client_name: 'A test',
        redirect_uris: [REDIRECT_URL],
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        // oidc-provider lets native clients alone come back to this machine over plain HTTP.
        application_type: 'native',
      } as OAuthClientProvider['clientMetadata'],
      clientInformation: () => kept.client,
      saveClientInformation: (client) => void (kept.client = client as never),
      tokens: () => kept.tokens,
      saveTokens: (tokens) => void (kept.tokens = tokens as never),
      redirectToAuthorization: (url) => void (memory.authorizationUrl = url),
      saveCodeVerifier: (verifier) => void (kept.verifier = verifier),
      codeVerifier: () => kept.verifier ?? '',
      saveDiscoveryState: (state) => void (kept.discovered = state as never),
      discoveryState: () => kept.discovered,
    },
  };
  return memory;
}
