/** Any address does: the suite looks at what is sent, not at what lies there. */
const CLIENT_METADATA_URL = 'https://conformance-test.local/client-metadata.json';

const SETTINGS = {
  'auth/basic-cimd': () => ({ clientMetadataUrl: CLIENT_METADATA_URL }),
  'auth/pre-registration': (context) => ({ clientId: context.client_id, clientSecret: context.client_secret }),
  'auth/client-credentials-basic': (context) => ({
    grant: 'client_credentials',
    clientId: context.client_id,
    clientSecret: context.client_secret,
  }),
  'auth/client-credentials-jwt': (context) => ({
    grant: 'client_credentials',
    clientId: context.client_id,
    clientAuthentication: 'private_key_jwt',
    privateKey: context.private_key_pem,
    signingAlgorithm: context.signing_algorithm,
  }),
  'auth/enterprise-managed-authorization': (context) => ({
    grant: 'enterprise_managed',
    clientId: context.client_id,
    clientSecret: context.client_secret,
    identityProvider: {
      issuer: context.idp_issuer,
      tokenEndpoint: context.idp_token_endpoint,
      clientId: context.idp_client_id,
      idToken: context.idp_id_token,
    },
  }),
  'auth/wif-jwt-bearer': (context) => ({
    grant: 'jwt_bearer',
    clientId: context.client_id,
    assertion: context.valid_jwt,
  }),
  'auth/dpop': () => ({ dpop: true }),
  'auth/dpop-nonce': () => ({ dpop: true }),
};

/** What an operator would configure for the server of a scenario; `undefined`: nothing, it says what it needs. */
export function oauthFor(scenario, context) {
  return SETTINGS[scenario]?.(context);
}
