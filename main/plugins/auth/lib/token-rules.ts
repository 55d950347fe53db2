import { z } from 'zod';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { Credentials, Principal, ProtectedResource } from '../../../gateway/ports/auth-provider';
import type { IdentityDirectory } from '../../../gateway/ports/identity-directory';
import { SecureUrl } from '../../lib/service-options';
import { hashOf } from './brief-memory';
import { claimedIdentity, type Claims, Mapping } from './claimed-identity';

// RFC 6749 §3.3; a quotation mark would end the challenge that names it.
const Scope = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'must be one scope, without spaces and quotation marks');

/** What is demanded of tokens, whoever proves them. */
export const tokenOptions = {
  /** To the letter as the authorization server says it. */
  issuer: SecureUrl,
  /** Whom tokens must be meant for; absent: the address that is asked, or the gateway as a whole. */
  audience: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
  requiredScopes: z.array(Scope).default([]),
  project: Mapping,
  user: Mapping.default({ claim: 'sub' }),
  /** Seconds by which the clocks may differ. */
  clockTolerance: z.number().min(0).max(300).default(5),
};

export interface TokenRules {
  readonly issuer: string;
  readonly audience?: string | string[] | undefined;
  readonly requiredScopes: readonly string[];
  readonly project: Mapping;
  readonly user: Mapping;
}

/** A token of which all is proved but what the rules of this gateway say. */
export interface ProvedToken {
  readonly provider: string;
  readonly claims: Claims;
  /** What the issuer never gives to anybody else; absent: `sub`. */
  readonly holder?: 'sub' | 'client_id';
  readonly credentials: Credentials;
}

export function protectedResourceOf({ issuer, requiredScopes }: TokenRules): ProtectedResource {
  return { authorizationServers: [issuer], scopes: requiredScopes };
}

/** Never empty: a token that could be meant for anybody is not meant for us. */
export function audienceOf({ audience }: TokenRules, { resources = [] }: Credentials): string[] {
  const wanted = audience === undefined ? [...resources] : [audience].flat();
  if (wanted.length > 0) return wanted;
  throw new GatewayError('auth_config_invalid', 'Tokens need "audience" here, or "listen.publicUrl" and HTTP');
}

/** Judges what a proved token says; throws where it opens nothing here. */
export function principalOf(token: ProvedToken, rules: TokenRules, directory: IdentityDirectory): Principal {
  const { provider, claims, holder = 'sub', credentials } = token;
  const subject = claims[holder];
  if (typeof subject !== 'string' || subject === '') {
    throw new GatewayError('invalid_credentials', 'The token names nobody');
  }
  if (claims['cnf'] !== undefined) {
    // RFC 7800: only who holds another key may use it, which nobody has shown here.
    throw new GatewayError('invalid_credentials', 'The token is bound to a key, which this gateway does not check');
  }
  checkScopes(claims, rules);
  const identity = claimedIdentity({ claims, credentials }, rules, directory);
  const { projectId, userId } = identity;
  // A person with two projects is two holders, so that neither reaches what the other keeps.
  const realm = hashOf(JSON.stringify([rules.issuer, projectId, userId, holder])).slice(0, 12);
  return { provider, keyId: `${provider}:${realm}:${subjectName(subject)}`, projectId, userId };
}

function checkScopes(claims: Claims, { requiredScopes }: TokenRules): void {
  const held = new Set([...scopesIn(claims['scope']), ...scopesIn(claims['scp'])]);
  const missing = requiredScopes.filter((scope) => !held.has(scope));
  if (missing.length === 0) return;
  throw new GatewayError('insufficient_permissions', `The token lacks the scope ${missing.join(', ')}`, {
    required_scopes: requiredScopes,
  });
}

function scopesIn(value: unknown): readonly unknown[] {
  if (typeof value === 'string') return value.split(' ');
  return Array.isArray(value) ? value : [];
}

/** As it is where people can read it; else its hash, which begins with what no such name begins with. */
function subjectName(subject: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9._@|+=/-]{0,55}$/.test(subject) ? subject : `~${hashOf(subject)}`;
}
