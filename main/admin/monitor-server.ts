import type { AddressInfo } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import fastify from 'fastify';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { AdminKey } from '../../shared/config/gateway-config';
import type { Logger } from '../gateway/ports/logger';
import type { MetricsPage } from '../gateway/ports/telemetry-sink';
import { createAnswerFailure, placeOf } from './answer-failure';
import type { AdminServer } from './http-server';
import { createIdentify } from './identify';
import { addMetrics } from './metrics-route';

export interface MonitorServerNeeds {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** False while the gateway stops: balancers are to look elsewhere. */
  readonly isReady: () => boolean;
  /** `undefined` while the configuration wants no page. */
  readonly metricsPage?: (() => MetricsPage | undefined) | undefined;
  /** The secret of this run. */
  readonly token: string;
  readonly adminKeys: () => Readonly<Record<string, AdminKey>>;
  /** From one address. */
  readonly requestsPerMinute: number;
  readonly log: Logger;
}

/**
 * Listens for probes and Prometheus: `/health`, `/ready` and `/metrics`, and nothing else that the admin address has.
 * They reach it by addresses that nobody knows beforehand, so `Host` is not looked at: without a key there is nothing
 * that a web page could learn here but that a gateway runs.
 */
export async function createMonitorServer(needs: MonitorServerNeeds): Promise<AdminServer> {
  const answerFailure = createAnswerFailure(needs.log);
  const server = fastify({ bodyLimit: 1_024, forceCloseConnections: true, frameworkErrors: answerFailure });
  server.setErrorHandler(answerFailure);
  await server.register(rateLimit, {
    max: needs.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_, { after }) => new GatewayError('resource_exhausted', `Too many requests; wait ${after}`),
  });
  server.setNotFoundHandler((request, reply) =>
    answerFailure(new GatewayError('unknown_path', `Nothing is served at ${placeOf(request)}`), request, reply),
  );
  server.get('/health', (_, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  server.get('/ready', (_, reply) => {
    const isReady = needs.isReady();
    const status = isReady ? 'ok' : 'stopping';
    return reply
      .code(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status });
  });
  const { token, adminKeys, metricsPage: page } = needs;
  addMetrics(server, { page, identify: createIdentify({ token, adminKeys, now: Date.now }), isForThisMachine: false });
  try {
    await server.listen({ host: needs.host, port: needs.port });
  } catch (failure) {
    await server.close();
    throw failure;
  }
  return { port: (server.server.address() as AddressInfo).port, close: () => server.close() };
}
