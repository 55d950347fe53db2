import type { AddressInfo, Socket } from 'node:net';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AdminKey } from '../../shared/config/gateway-config';
import { contract } from '../../shared/contract/contract';
import { GatewayError } from '../../shared/errors/gateway-error';
import { PRODUCT } from '../../shared/product';
import { checkSource } from '../gateway/inbound/http-guard';
import type { Logger } from '../gateway/ports/logger';
import { addActivityExport } from './activity-export';
import { createAnswerFailure, pathOf, placeOf } from './answer-failure';
import { loadConsoleAssets } from './console-assets';
import { addConsoleRoutes } from './console-routes';
import { addContractRoutes } from './contract-routes';
import { type AnyHandlers, handlerOf } from './dispatch';
import { renderDocs } from './docs-page';
import { addEventRoute } from './event-route';
import { createEventSources } from './event-sources';
import { type AdminServices, gatherHandlers } from './handlers';
import { createIdentify } from './identify';
import { addMetrics } from './metrics-route';
import { describeApi } from './openapi';
import { createRecordedDispatch } from './recorded-dispatch';

const REQUESTS_PER_MINUTE = 600;
const BODY_LIMIT_BYTES = 1024 * 1024;
const CLOSE_IDLE_MS = 100;
const CLOSE_ALL_MS = 5_000;

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

export interface AdminServerNeeds extends AdminServices {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** The secret of this run, which allows everything. */
  readonly token: string;
  /** Further keys, as configured now. */
  readonly adminKeys?: () => Readonly<Record<string, AdminKey>>;
  /** From one address; absent: 600. */
  readonly requestsPerMinute?: number;
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
  const answerFailure = createAnswerFailure(needs.log);
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
    max: needs.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: (_, { after }) => new GatewayError('resource_exhausted', `Too many requests; wait ${after}`),
  });
  const sockets = watchSockets(server);
  const methods = watchMethods(server);
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (request, reply) =>
    answerFailure(notFound(request, reply, methods), request, reply),
  );
  addApi(server, needs);
  if (needs.assetsDirectory !== undefined) await addConsole(server, needs.assetsDirectory);
  try {
    await server.listen({ host: needs.host, port: needs.port });
  } catch (failure) {
    await server.close();
    throw failure;
  }
  return {
    port: (server.server.address() as AddressInfo).port,
    async close() {
      // A connection whose answer was under way is idle only afterwards, and would be waited for; one that never asked
      // anything is not idle to Node, and would be, too.
      const idle = setInterval(() => {
        server.server.closeIdleConnections();
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      }, CLOSE_IDLE_MS);
      const late = setTimeout(() => server.server.closeAllConnections(), CLOSE_ALL_MS);
      await server.close().finally(() => {
        clearInterval(idle);
        clearTimeout(late);
      });
    },
  };
}

function addApi(server: FastifyInstance, needs: AdminServerNeeds): void {
  const { status, activity, adminKeys, token, metrics, metricsPage } = needs;
  const sessions = needs.console?.sessions;
  const handlers: AnyHandlers = gatherHandlers(needs);
  const identify = createIdentify({
    token,
    now: Date.now,
    ...(adminKeys === undefined ? {} : { adminKeys }),
    ...(sessions === undefined ? {} : { session: sessions.find }),
  });
  const isOffered = (name: string): boolean => handlerOf(handlers, name) !== undefined;
  const open = (path: string, contentType: string, answer: () => unknown) =>
    server.get(path, (_, reply) => {
      void reply.header('cache-control', 'no-store').header('content-type', contentType);
      return reply.send(answer());
    });
  addMetrics(server, { metrics, page: metricsPage, identify });
  open('/health', 'application/json', () => ({ status: 'ok', version: status().version }));
  open('/openapi.json', 'application/json', () => describeApi(contract, PRODUCT.version, isOffered));
  open('/docs', 'text/html; charset=utf-8', () => renderDocs(contract, PRODUCT.version, isOffered));
  addContractRoutes(server, { contract, handlers, dispatch: createRecordedDispatch(needs), identify });
  if (sessions !== undefined) addConsoleRoutes(server, { sessions, identify });
  addEventRoute(server, { subscribe: createEventSources(needs), identify });
  if (activity !== undefined) addActivityExport(server, { activity: activity.admin, identify });
}

async function addConsole(server: FastifyInstance, directory: string): Promise<void> {
  for (const [path, asset] of await loadConsoleAssets(directory)) {
    server.get(path, async (_, reply) => {
      void reply.header('content-type', asset.contentType).header('cache-control', asset.cacheControl);
      return asset.read();
    });
  }
}

function watchSockets(server: FastifyInstance): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

/** What is answered where, gathered while routes are added. */
function watchMethods(server: FastifyInstance): (path: string) => readonly string[] {
  const routes: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  server.addHook('onRoute', ({ url, method }) => {
    const pattern = new RegExp(`^${url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z_]+/g, '[^/]+')}$`);
    routes.push({ pattern, methods: [method].flat() });
  });
  return (path) => [...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))];
}

function notFound(request: FastifyRequest, reply: FastifyReply, methodsOf: (path: string) => readonly string[]) {
  const path = placeOf(request);
  const methods = methodsOf(pathOf(request));
  if (methods.length === 0) return new GatewayError('unknown_path', `Nothing is served at ${path}`);
  const allowed = methods.join(', ');
  void reply.header('allow', allowed);
  return new GatewayError('method_not_allowed', `${path} answers ${allowed}, not ${request.method}`);
}
