import { X509Certificate } from 'node:crypto';
import { exportJWK, exportPKCS8, generateKeyPair, importX509, type JWK } from 'jose';
import type { ClientMetadata } from 'oidc-provider';
import { type Authority, type Certified, createSelfSigned } from './certificates';

export const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
export const JWT_BEARER_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
export const TOKEN_EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** What a client of each kind must know to prove who it is. */
export interface KnownClients {
  readonly basic: { readonly id: string; readonly secret: string };
  readonly post: { readonly id: string; readonly secret: string };
  /** ES256; the key in PKCS#8. */
  readonly keyJwt: { readonly id: string; readonly keyId: string; readonly key: string };
  /** The authority of the server issued it. Its tokens are bound to it. */
  readonly mtls: { readonly id: string; readonly certificate: Certified };
  readonly selfSigned: { readonly id: string; readonly certificate: Certified };
  /** No secret; its redirect URIs may have any port of the loopback interface (RFC 8252 §7.3). */
  readonly public: { readonly id: string };
  /** Only by a code that a person types in. */
  readonly device: { readonly id: string };
  /** May ask about tokens, and get none. */
  readonly resourceServer: { readonly id: string; readonly secret: string };
}

export interface RegisteredClients {
  readonly known: KnownClients;
  readonly metadata: readonly ClientMetadata[];
}

interface ClientOptions {
  readonly authority: Authority;
  /** Paths of redirect URIs on the loopback interface. */
  readonly redirectPaths: readonly string[];
}

const CODE_GRANTS = ['authorization_code', 'refresh_token'];
const MACHINE_GRANTS = [...CODE_GRANTS, 'client_credentials', JWT_BEARER_GRANT, TOKEN_EXCHANGE_GRANT];

/** One client for each way to authenticate. */
export async function createClients({ authority, redirectPaths }: ClientOptions): Promise<RegisteredClients> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const known: KnownClients = {
    basic: { id: 'basic-client', secret: 'basic secret: 1%+&/=~' },
    post: { id: 'post-client', secret: 'post-secret-kept-by-the-client' },
    keyJwt: { id: 'key-client', keyId: 'key-of-the-client', key: await exportPKCS8(privateKey) },
    mtls: { id: 'mtls-client', certificate: await authority.issueForClient('mtls-client.example') },
    selfSigned: { id: 'self-signed-client', certificate: await createSelfSigned('self-signed-client.example') },
    public: { id: 'public-client' },
    device: { id: 'device-client' },
    resourceServer: { id: 'resource-server', secret: 'resource-server-secret' },
  };
  const app: Partial<ClientMetadata> = {
    application_type: 'native',
    redirect_uris: redirectPaths.flatMap((path) =>
      ['127.0.0.1', '[::1]', 'localhost'].map((host) => `http://${host}${path}`),
    ),
    response_types: ['code'],
    grant_types: MACHINE_GRANTS,
  };
  const withoutPerson: Partial<ClientMetadata> = { redirect_uris: [], response_types: [] };
  const clientJwk = { ...(await exportJWK(publicKey)), kid: known.keyJwt.keyId, alg: 'ES256', use: 'sig' };
  const bound = { tls_client_certificate_bound_access_tokens: true };
  return {
    known,
    metadata: [
      { ...app, client_id: known.basic.id, client_secret: known.basic.secret, ...by('client_secret_basic') },
      { ...app, client_id: known.post.id, client_secret: known.post.secret, ...by('client_secret_post') },
      { ...app, client_id: known.keyJwt.id, jwks: { keys: [clientJwk as never] }, ...by('private_key_jwt') },
      {
        ...app,
        ...bound,
        client_id: known.mtls.id,
        tls_client_auth_subject_dn: 'CN=mtls-client.example',
        ...by('tls_client_auth'),
      },
      {
        ...app,
        ...bound,
        client_id: known.selfSigned.id,
        jwks: { keys: [(await jwkOf(known.selfSigned.certificate)) as never] },
        ...by('self_signed_tls_client_auth'),
      },
      { ...app, client_id: known.public.id, grant_types: [...CODE_GRANTS, DEVICE_GRANT], ...by('none') },
      { ...withoutPerson, client_id: known.device.id, grant_types: [DEVICE_GRANT, 'refresh_token'], ...by('none') },
      {
        ...withoutPerson,
        client_id: known.resourceServer.id,
        client_secret: known.resourceServer.secret,
        grant_types: [],
        ...by('client_secret_basic'),
      },
    ],
  };
}

const by = (method: string): Partial<ClientMetadata> => ({ token_endpoint_auth_method: method as never });

async function jwkOf({ cert }: Certified): Promise<JWK> {
  const key = await importX509(cert, 'ES256', { extractable: true });
  return { ...(await exportJWK(key)), use: 'sig', x5c: [new X509Certificate(cert).raw.toString('base64')] };
}
