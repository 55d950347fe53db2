import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { calculateJwkThumbprint, createRemoteJWKSet, customFetch, EmbeddedJWK, type JWK, jwtVerify } from 'jose';
import type { AuthorizationServer } from './authorization-server';
import { thumbprintOf } from './certificates';

/** Who a valid token speaks for. */
export interface Principal {
  readonly token: string;
  readonly subject: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

/** Why a request is not served: what its challenge says (RFC 6750 §3.1). */
export class TokenRefused extends Error {
  constructor(
    readonly error: 'none' | 'invalid_token' | 'invalid_dpop_proof',
    message: string,
  ) {
    super(message);
  }
}

export interface TokenRules {
  readonly authorizationServers: readonly AuthorizationServer[];
  /** The server’s own address: tokens for anybody else are refused. */
  readonly audience: string;
  readonly dpopOnly: boolean;
}

interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly aud?: string | string[];
  readonly client_id?: string;
  readonly scope?: string;
  readonly cnf?: { readonly 'x5t#S256'?: string; readonly jkt?: string };
}

const PROOF_AGE_S = 300;

/** Checks a request’s token the way a resource server must: issuer, signature or introspection, time, audience, holder. */
export function createTokenCheck({ authorizationServers, audience, dpopOnly }: TokenRules) {
  const issuers = authorizationServers.map((server) => ({
    server,
    fetch: server.fetchWith(),
    keys: createRemoteJWKSet(new URL(`${server.issuer}/jwks`), {
      [customFetch]: server.fetchWith(),
      cooldownDuration: 0,
    }),
  }));
  type Issuer = (typeof issuers)[number];
  const spentProofs = new Set<string>();

  return async function check(request: IncomingMessage): Promise<Principal> {
    const [, scheme, token] = /^(Bearer|DPoP) (\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (scheme === undefined || token === undefined) throw new TokenRefused('none', 'A token is needed');
    const isDpop = scheme.toLowerCase() === 'dpop';
    const claims = token.split('.').length === 3 ? await readJwt(token) : await introspect(token);
    const audiences = [claims.aud].flat();
    if (!audiences.includes(audience)) throw new TokenRefused('invalid_token', `The token is for ${audiences.join()}`);
    checkCertificate(request, claims);
    if (claims.cnf?.jkt !== undefined && !isDpop)
      throw new TokenRefused('invalid_token', 'The token is bound to a key');
    if (dpopOnly && !isDpop) throw new TokenRefused('invalid_token', 'Tokens must be bound to a key');
    if (isDpop) await checkProof(request, token, claims);
    const { sub = '', client_id: clientId = '', scope = '' } = claims;
    return { token, subject: sub, clientId, scopes: scope.split(' ').filter(Boolean) };
  };

  async function readJwt(token: string): Promise<Claims> {
    const { iss } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
    const issuer = issuers.find(({ server }) => server.issuer === iss);
    if (issuer === undefined) throw new TokenRefused('invalid_token', `The token comes from ${iss}`);
    const currentDate = new Date(Date.now() + issuer.server.clockOffMs);
    const verified = await jwtVerify(token, issuer.keys, { typ: 'at+jwt', currentDate }).catch((cause: Error) => {
      throw new TokenRefused('invalid_token', cause.message);
    });
    return verified.payload as Claims;
  }

  async function introspect(token: string): Promise<Claims> {
    for (const issuer of issuers) {
      const claims = await askAbout(token, issuer);
      if (claims.active) return claims;
    }
    throw new TokenRefused('invalid_token', 'The token is not known, or not any more');
  }

  async function askAbout(token: string, { server, fetch }: Issuer): Promise<Claims & { active: boolean }> {
    const { id, secret } = server.clients.resourceServer;
    const response = await fetch(`${server.issuer}/token/introspection`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ token }),
    });
    return (await response.json()) as Claims & { active: boolean };
  }

  async function checkProof(request: IncomingMessage, token: string, claims: Claims): Promise<void> {
    const proof = request.headers['dpop'];
    if (typeof proof !== 'string') throw new TokenRefused('invalid_dpop_proof', 'A proof is needed');
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      maxTokenAge: PROOF_AGE_S,
      requiredClaims: ['jti', 'htm', 'htu', 'ath'],
    }).catch((cause: Error) => {
      throw new TokenRefused('invalid_dpop_proof', cause.message);
    });
    const refuse = (what: string) => new TokenRefused('invalid_dpop_proof', `The ${what} of the proof is wrong`);
    if (payload['htm'] !== request.method) throw refuse('htm');
    if (payload['htu'] !== audience) throw refuse('htu');
    if (payload['ath'] !== createHash('sha256').update(token).digest('base64url')) throw refuse('ath');
    if (claims.cnf?.jkt !== (await calculateJwkThumbprint(protectedHeader.jwk as JWK))) throw refuse('key');
    if (spentProofs.has(payload.jti ?? '')) throw refuse('jti');
    spentProofs.add(payload.jti ?? '');
  }
}

/** RFC 8705 §3: the certificate of this very connection. */
function checkCertificate(request: IncomingMessage, { cnf }: Claims): void {
  const wanted = cnf?.['x5t#S256'];
  if (wanted === undefined) return;
  const shown = (request.socket as Partial<TLSSocket>).getPeerX509Certificate?.();
  if (shown === undefined) throw new TokenRefused('invalid_token', 'The token is bound to a certificate');
  if (thumbprintOf(shown.raw) !== wanted) throw new TokenRefused('invalid_token', 'The token is bound to another one');
}
