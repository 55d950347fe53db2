import { describe, expect, it } from 'vitest';
import { OAuth } from '../../../../../shared/config/oauth';
import { convertBaseOAuth } from '../../../../../main/gateway/config/base-product-oauth';

const FULL = {
  enabled: true,
  is_remote: true,
  OAUTH_VERSION: '2.1',
  OAUTH_GRANT_TYPE: 'authorization_code',
  OAUTH_CLIENT_ID: 'me',
  OAUTH_CLIENT_SECRET: 'hush',
  OAUTH_TOKEN_URL: 'https://as.example/token',
  OAUTH_AUTHORIZATION_URL: 'https://as.example/authorize',
  OAUTH_REDIRECT_URI: 'http://localhost:8080/callback',
  OAUTH_AUDIENCE: 'aud',
  OAUTH_ORGANIZATION: 'org',
  OAUTH_SCOPE: 'read write',
  OAUTH_RESOURCE: 'https://mcp.example/mcp',
  OAUTH_USE_PKCE: true,
  OAUTH_TOKEN_EXPIRY_BUFFER: 120,
  OAUTH_USE_BASIC_AUTH: false,
  OAUTH_USE_MTLS: true,
  OAUTH_CLIENT_CERT_PATH: '/etc/cert.pem',
  OAUTH_CLIENT_KEY_PATH: '/etc/key.pem',
  OAUTH_CA_BUNDLE_PATH: '/etc/ca.pem',
  OAUTH_REVOCATION_URL: 'https://as.example/revoke',
  OAUTH_ADDITIONAL_PARAMS: { tenant: 7 },
  OAUTH_CUSTOM_HEADERS: { 'X-Tenant': 'seven' },
};

describe('the oauth_config of the base product', () => {
  it('is taken over member by member', () => {
    const { oauth, notes } = convertBaseOAuth(FULL);
    expect(notes).toEqual([]);
    expect(oauth).toEqual({
      enabled: true,
      grant: 'authorization_code',
      clientId: 'me',
      clientSecret: 'hush',
      tokenEndpoint: 'https://as.example/token',
      authorizationEndpoint: 'https://as.example/authorize',
      redirectUri: 'http://localhost:8080/callback',
      revocationEndpoint: 'https://as.example/revoke',
      clientAuthentication: 'client_secret_post',
      audience: 'aud',
      organization: 'org',
      scopes: ['read', 'write'],
      resource: 'https://mcp.example/mcp',
      refreshBefore: 120,
      enforceHttps: true,
      missingScopes: 'warn',
      inject: 'header',
      tokenParameters: { tenant: '7' },
      headers: { 'X-Tenant': 'seven' },
      tls: { certificate: '${file:/etc/cert.pem}', key: '${file:/etc/key.pem}', ca: '${file:/etc/ca.pem}' },
    });
    expect(OAuth.safeParse(oauth).success).toBe(true);
  });

  it('keeps the defaults of version 2.0', () => {
    const { oauth } = convertBaseOAuth({
      enabled: 'true',
      OAUTH_CLIENT_ID: 'me',
      OAUTH_CLIENT_SECRET: 'hush',
      OAUTH_TOKEN_URL: 'http://as.example/token',
      OAUTH_RESOURCE: 'https://ignored.example',
    });
    expect(oauth).toMatchObject({
      grant: 'client_credentials',
      clientAuthentication: 'client_secret_basic',
      enforceHttps: false,
      resource: false,
      inject: 'environment',
    });
    expect(OAuth.safeParse(oauth).success).toBe(true);
  });

  it('says what it does not take over', () => {
    const { oauth, notes } = convertBaseOAuth({
      enabled: true,
      OAUTH_GRANT_TYPE: 'magic',
      OAUTH_STATE: 'fixed',
      OAUTH_CODE_CHALLENGE_METHOD: 'plain',
      OAUTH_USE_PKCE: false,
      OAUTH_USE_MTLS: true,
      OAUTH_MADE_UP: 1,
    });
    expect(oauth.grant).toBe('client_credentials');
    expect(notes).toHaveLength(6);
    expect(notes.join('\n')).toMatch(
      /OAUTH_MADE_UP[\s\S]*OAUTH_STATE[\s\S]*magic[\s\S]*S256[\s\S]*PKCE is used[\s\S]*certificate/,
    );
  });

  it('is refused, naming the member, when a value cannot be understood', () => {
    expect(() => convertBaseOAuth({ enabled: 'perhaps' })).toThrow(/enabled/);
  });
});
