import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../shared/errors/codes';
import { toErrorObject } from '../../shared/errors/error-object';
import { asGatewayError, GatewayError } from '../../shared/errors/gateway-error';
import type { GatewayStatus } from '../../shared/model/status';
import { checkSource } from '../gateway/inbound/http-guard';
import type { Logger } from '../gateway/ports/logger';
import type { ApprovalAdmin } from './approval-admin';
import { addApprovalRoutes } from './approval-routes';
import { loadConsoleAssets } from './console-assets';
import type { OAuthAdmin } from './oauth-admin';
import { addOAuthRoutes } from './oauth-routes';
import type { SecretAdmin } from './secret-admin';
import { addSecretRoutes } from './secret-routes';

const REQUESTS_PER_MINUTE = 600;
const BODY_LIMIT_BYTES = 1024 * 1024;

/** Nothing but our own files and our own API; no frame, no form, no inline script. */
const CONTENT_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

export interface AdminServerNeeds {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The secret that the API asks for. */
  readonly token: string;
  readonly status: () => GatewayStatus;
  /** The desk where calls wait for people. Absent: there is none over this door. */
  readonly approvals?: ApprovalAdmin;
  /** The tokens for servers. Absent: there are none over this door. */
  readonly oauth?: OAuthAdmin;
  /** Absent: secrets cannot be changed over this door. */
  readonly secrets?: SecretAdmin;
  /** Where the built console lies; absent or missing: there is no console. */
  readonly assetsDirectory?: string;
  /** Further `Host` names, without port. */
  readonly allowedHosts?: readonly string[];
  /** Further `Origin` values. */
  readonly allowedOrigins?: readonly string[];
  readonly log: Logger;
}

export interface AdminServer {
  readonly port: number;
  /** Stops listening; answers under way are finished. */
  close(): Promise<void>;
}

/** Listens for people: health, the API and the console. An address in use rejects with Node’s own `EADDRINUSE`. */
export async function createAdminServer(needs: AdminServerNeeds): Promise<AdminServer> {
  const answerFailure = (failure: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    void sendError(translate(failure), request, reply, needs.log);
  const server = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    frameworkErrors: answerFailure,
  });
  const allowed = { hosts: needs.allowedHosts ?? [], origins: needs.allowedOrigins ?? [] };
  server.addHook('onRequest', async ({ headers }) => checkSource(headers, allowed));
  server.setErrorHandler(answerFailure);
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
    referrerPolicy: { policy: 'no-referrer' },
    // The listener speaks plain HTTP on loopback; a promise of HTTPS would lock people out.
    strictTransportSecurity: false,
  });
  await server.register(rateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: (_, { after }) => new GatewayError('resource_exhausted', `Too many requests; wait ${after}`),
  });
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (request, reply) => {
    const refusal = new GatewayError('unknown_path', `Nothing is served at ${placeOf(request)}`);
    return sendError(refusal, request, reply, needs.log);
  });
  addApi(server, needs);
  if (needs.assetsDirectory !== undefined) await addConsole(server, needs.assetsDirectory);
  try {
    await server.listen({ host: needs.host, port: needs.port });
  } catch (failure) {
    await server.close();
    throw failure;
  }
  return { port: (server.server.address() as AddressInfo).port, close: () => server.close() };
}

function addApi(server: FastifyInstance, needs: AdminServerNeeds): void {
  const guardToken = requireToken(needs.token);
  server.get('/health', (_, reply) => {
    void reply.header('cache-control', 'no-store');
    return { status: 'ok', version: needs.status().version };
  });
  server.get('/api/v1/status', { onRequest: guardToken }, (_, reply) => {
    void reply.header('cache-control', 'no-store');
    return needs.status();
  });
  const { approvals, oauth, secrets } = needs;
  if (approvals !== undefined) addApprovalRoutes(server, { approvals, guard: guardToken });
  if (oauth !== undefined) addOAuthRoutes(server, { oauth, guard: guardToken });
  if (secrets !== undefined) addSecretRoutes(server, { secrets, guard: guardToken });
  for (const path of ['/health', '/api/v1/status']) {
    server.route({
      method: ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url: path,
      handler: (request, reply) => {
        void reply.header('allow', 'GET, HEAD');
        throw new GatewayError('method_not_allowed', `${path} answers GET, not ${request.method}`);
      },
    });
  }
}

async function addConsole(server: FastifyInstance, directory: string): Promise<void> {
  for (const [path, asset] of await loadConsoleAssets(directory)) {
    server.get(path, async (_, reply) => {
      void reply.header('content-type', asset.contentType).header('cache-control', asset.cacheControl);
      return asset.read();
    });
  }
}

function requireToken(token: string) {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const presented = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (presented !== undefined && timingSafeEqual(digest(presented), expected)) return;
    void reply.header('www-authenticate', 'Bearer realm="secure-mcp-gateway admin"');
    throw presented === undefined
      ? new GatewayError('unauthenticated', 'The admin API needs `Authorization: Bearer <admin token>`')
      : new GatewayError('invalid_credentials', 'The admin token is not this gateway’s');
  };
}

const HTTP_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid_request',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** Fastify’s own refusals get a row of the table; what is not a refusal is a bug. */
function translate(failure: unknown): GatewayError {
  const status = (failure as { statusCode?: unknown }).statusCode;
  const code = typeof status === 'number' ? HTTP_CODES[status] : undefined;
  if (failure instanceof GatewayError || code === undefined) return asGatewayError(failure);
  return new GatewayError(code, (failure as Error).message, {}, { cause: failure });
}

function sendError(error: GatewayError, request: FastifyRequest, reply: FastifyReply, log: Logger): FastifyReply {
  const correlationId = (error.correlationId ??= randomUUID());
  if (error.row.http >= 500) {
    log.error('An admin request went wrong', {
      correlationId,
      path: placeOf(request),
      cause: String(error.cause ?? error),
    });
  }
  const facts = { correlationId, at: Date.now(), operation: `${request.method} ${placeOf(request)}` };
  return reply.code(error.row.http).header('cache-control', 'no-store').send(toErrorObject(error, facts));
}

/** People put a secret where its name belongs: what stood there is not repeated. */
function placeOf(request: FastifyRequest): string {
  const path = pathOf(request);
  return path.startsWith('/api/v1/secrets/') ? (request.routeOptions.url ?? '/api/v1/secrets/…') : path;
}

/** The path alone: a query may hold what does not belong in a log. */
function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}
