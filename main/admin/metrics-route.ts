import { isIPv4, isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { Metrics } from '../gateway/metrics/metrics';
import type { MetricsPage } from '../gateway/ports/telemetry-sink';
import type { Identify } from './contract-routes';

export interface MetricsRouteNeeds {
  readonly metrics?: Metrics | undefined;
  /** `undefined` while the configuration wants no page. */
  readonly page?: (() => MetricsPage | undefined) | undefined;
  readonly identify: Identify;
  /** False: programs on this machine are strangers too, since others may stand behind them. */
  readonly isForThisMachine?: boolean;
}

/** Serves `/metrics` to those who may look, and counts the requests of this listener. */
export function addMetrics(server: FastifyInstance, needs: MetricsRouteNeeds): void {
  const { metrics, page, identify } = needs;
  if (metrics !== undefined) countRequests(server, metrics);
  if (page === undefined) return;
  server.get('/metrics', async (request, reply) => {
    const shown = page();
    if (shown === undefined) {
      throw new GatewayError(
        'unknown_path',
        'There is no provider "prometheus" in "telemetry", so no metrics are served',
      );
    }
    // Every role may look.
    const isFree = shown.isOpen && needs.isForThisMachine !== false && isFromHere(request);
    if (!isFree && !(await shown.admits(bearerOf(request)))) identify(request, reply);
    void reply.header('cache-control', 'no-store').header('content-type', shown.contentType);
    return reply.send(shown.render());
  });
}

const bearerOf = ({ headers }: FastifyRequest): string =>
  /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';

/** The address of the connection, whatever headers say. */
function isFromHere({ socket: { remoteAddress = '' } }: FastifyRequest): boolean {
  const bare = remoteAddress.replace(/^::ffff:/, '');
  return isIPv4(bare) ? bare.startsWith('127.') : isIPv6(bare) && bare === '::1';
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function countRequests(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const method = METHODS.has(request.method) ? request.method : 'other';
    // The pattern of the route: what stands in its places may be anything.
    const route = request.routeOptions.url ?? 'unknown';
    metrics.add('enkrypt_api_requests_total', [method, route, String(reply.statusCode)]);
    metrics.observe('enkrypt_api_request_duration_seconds', [method, route], reply.elapsedTime / 1_000);
    done();
  });
}
