import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdminKey, AdminRole } from '../../shared/config/gateway-config';
import { ADMIN_SCOPES, type AdminScope, type Caller } from '../../shared/contract/define';
import { GatewayError } from '../../shared/errors/gateway-error';
import { matchesHash, parseAdminKey } from '../gateway/ports/gateway-key';
import { sessionOf } from './console-routes';
import type { Identify } from './contract-routes';

/** What each role may do. An agent has no role here: it speaks MCP. */
export const SCOPES_OF: Readonly<Record<AdminRole, readonly AdminScope[]>> = {
  admin: ADMIN_SCOPES,
  operator: ['read', 'approve'],
  viewer: ['read'],
};

/** Whoever has the token of the run. */
const RUN_TOKEN = 'token';

export interface IdentifyNeeds {
  /** The secret of this run: its holder may do everything. */
  readonly token: string;
  /** Of the configuration that is in force. */
  readonly adminKeys?: () => Readonly<Record<string, AdminKey>>;
  /** Who sits at the browser that shows this cookie. */
  readonly session?: (secret: string) => Caller | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Finds out who asks the admin API: by `Authorization: Bearer`, or by the cookie of the console. */
export function createIdentify({ token, adminKeys = () => ({}), session, now }: IdentifyNeeds): Identify {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (request: FastifyRequest, reply: FastifyReply): Caller => {
    const { authorization } = request.headers;
    const cookie = authorization === undefined ? sessionOf(request) : undefined;
    const seated = cookie === undefined ? undefined : session?.(cookie);
    if (seated !== undefined && isStillWelcome(seated, adminKeys(), now())) return seated;
    const presented = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (presented !== undefined && timingSafeEqual(digest(presented), expected)) {
      return { id: RUN_TOKEN, scopes: new Set(ADMIN_SCOPES) };
    }
    const id = presented === undefined ? undefined : parseAdminKey(presented);
    const keys = adminKeys();
    const key = id !== undefined && Object.hasOwn(keys, id) ? keys[id] : undefined;
    if (presented !== undefined && id !== undefined && key !== undefined && matchesHash(presented, key.hash)) {
      requireUsable(key, now());
      return { id, scopes: new Set(SCOPES_OF[key.role]) };
    }
    void reply.header('www-authenticate', 'Bearer realm="secure-mcp-gateway admin"');
    throw presented === undefined
      ? new GatewayError('unauthenticated', 'The admin API needs `Authorization: Bearer <admin token>`')
      : new GatewayError('invalid_credentials', 'The admin token is not this gateway’s');
  };
}

/** Whoever was let in with a key goes with it. */
function isStillWelcome({ id, scopes }: Caller, keys: Readonly<Record<string, AdminKey>>, now: number): boolean {
  if (id === RUN_TOKEN || id === 'window') return true;
  const key = Object.hasOwn(keys, id) ? keys[id] : undefined;
  if (key === undefined || key.disabledAt !== undefined) return false;
  if (key.expiresAt !== undefined && Date.parse(key.expiresAt) <= now) return false;
  return [...scopes].every((scope) => SCOPES_OF[key.role].includes(scope));
}

function requireUsable({ disabledAt, expiresAt }: AdminKey, now: number): void {
  if (disabledAt !== undefined) throw new GatewayError('invalid_credentials', 'The admin key is disabled');
  if (expiresAt === undefined || Date.parse(expiresAt) > now) return;
  throw new GatewayError('credential_expired', `The admin key expired at ${expiresAt}`);
}
