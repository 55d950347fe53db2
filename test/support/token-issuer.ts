import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose';

/** An authorization server that is nothing but its metadata, its keys and its signature. */
export interface TokenIssuer {
  readonly issuer: string;
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  /** What the metadata says beside the usual, or instead of it. */
  metadata: Readonly<Record<string, unknown>>;
  /** While true, the keys are not to be had. */
  isDown: boolean;
  /** Signs with another key from now on, and publishes only that. */
  rotate(): Promise<void>;
  sign(claims?: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** The public key as it is published. */
  publicKey(): object;
  stop(): Promise<void>;
}

export async function openTokenIssuer(): Promise<TokenIssuer> {
  const asked: string[] = [];
  let generation = 0;
  let current = await newKey(generation);
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (path === '/.well-known/oauth-authorization-server') {
      return json(response, 200, { issuer: opened.issuer, jwks_uri: `${opened.issuer}/keys`, ...opened.metadata });
    }
    if (path !== '/keys') return json(response, 404, {});
    return opened.isDown ? json(response, 503, {}) : json(response, 200, { keys: [current.published] });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const opened: TokenIssuer = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    metadata: {},
    isDown: false,
    async rotate() {
      current = await newKey(++generation);
    },
    sign(claims = {}, header = {}) {
      const seconds = Math.floor(Date.now() / 1_000);
      const usual = { iss: opened.issuer, sub: 'ada', iat: seconds, exp: seconds + 60 };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: current.kid, ...header })
        .sign(current.privateKey);
    },
    publicKey: () => current.published,
    stop: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return opened;
}

async function newKey(generation: number) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const kid = `key-${generation}`;
  return { kid, privateKey, published: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
