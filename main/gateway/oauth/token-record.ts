import { createHash } from 'node:crypto';
import { z } from 'zod';
import { OAUTH_GRANTS, type OAuth } from '../../../shared/config/oauth';
import { OAuthClient } from './oauth-client';
import type { TokenStore } from './token-store';

/** Whose token for which server. */
export const TokenPlace = z.object({ configId: z.string(), server: z.string(), user: z.string().optional() });
export type TokenPlace = z.output<typeof TokenPlace>;

const Jwk = z.record(z.string(), z.unknown());

/** A token and all that is needed to replace it. Times are epoch milliseconds. */
export const TokenRecord = z.object({
  version: z.literal(1),
  place: TokenPlace,
  /** Of the settings that it was obtained with; with others it is not used. */
  mark: z.string(),
  grant: z.enum(OAUTH_GRANTS),
  /** The metadata of the authorization server, as it was used. */
  server: z.looseObject({ issuer: z.string() }),
  client: OAuthClient,
  resource: z.string().optional(),
  /** Of the server that it was obtained for; it is sent to no other. Absent: a process. */
  origin: z.string().optional(),
  accessToken: z.string(),
  tokenType: z.enum(['bearer', 'dpop']),
  scopes: z.array(z.string()),
  obtainedAt: z.number(),
  expiresAt: z.number().optional(),
  refreshedAt: z.number().optional(),
  refreshToken: z.string().optional(),
  /** The refresh token was refused: a person must sign in again. */
  isSpent: z.boolean().optional(),
  /** The key that the token is bound to (RFC 9449). */
  dpopKey: z.object({ privateKey: Jwk, publicKey: Jwk }).optional(),
});
export type TokenRecord = z.output<typeof TokenRecord>;

const PREFIX = 'oauth-token.';

export function tokenId({ configId, server, user }: TokenPlace): string {
  const text = JSON.stringify([configId, server, user ?? null]);
  return PREFIX + createHash('sha256').update(text).digest('hex').slice(0, 40);
}

/** Changes when a token that was obtained before would be the wrong one. */
export function markOf(url: string | undefined, settings: OAuth): string {
  const { refreshBefore, missingScopes, inject, headers, enabled, ...decisive } = settings;
  return createHash('sha256')
    .update(JSON.stringify([url ?? null, Object.entries(decisive).sort(([a], [b]) => (a < b ? -1 : 1))]))
    .digest('base64url');
}

/** `undefined` when there is none, or one that this version does not know. */
export async function readToken(store: TokenStore, place: TokenPlace): Promise<TokenRecord | undefined> {
  return parse(await store.read(tokenId(place)));
}

/** All that are kept, of servers that may be configured no more. */
export async function readTokens(store: TokenStore): Promise<readonly TokenRecord[]> {
  const ids = (await store.ids()).filter((id) => id.startsWith(PREFIX));
  const records = await Promise.all(ids.map(async (id) => parse(await store.read(id))));
  return records.filter((record) => record !== undefined);
}

function parse(text: string | undefined): TokenRecord | undefined {
  return text === undefined ? undefined : TokenRecord.safeParse(JSON.parse(text)).data;
}
