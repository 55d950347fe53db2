import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { Server, ServerCredentials, status as grpcStatus, type ServiceDefinition } from '@grpc/grpc-js';
import { readOtlpRequest } from './otlp-protobuf';

export interface Value {
  readonly stringValue?: string;
  readonly intValue?: number | string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
}
interface Attributed {
  readonly attributes?: readonly { readonly key: string; readonly value: Value }[];
}
export interface ReceivedSpan extends Attributed {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code?: number; readonly message?: string };
  readonly flags?: number;
}
export interface ReceivedLog extends Attributed {
  readonly timeUnixNano: string;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly body: Value;
  readonly eventName?: string;
  readonly traceId?: string;
}
export interface ReceivedPoint extends Attributed {
  readonly startTimeUnixNano: string;
  readonly timeUnixNano: string;
  readonly asDouble?: number;
  readonly count?: number | string;
  readonly sum?: number;
  readonly bucketCounts?: readonly number[];
  readonly explicitBounds?: readonly number[];
}
export interface ReceivedMetric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly sum?: {
    readonly dataPoints: readonly ReceivedPoint[];
    aggregationTemporality: number;
    isMonotonic: boolean;
  };
  readonly gauge?: { readonly dataPoints: readonly ReceivedPoint[] };
  readonly histogram?: { readonly dataPoints: readonly ReceivedPoint[]; aggregationTemporality: number };
}

type Signal = 'traces' | 'metrics' | 'logs';
interface Request {
  readonly signal: Signal;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly whole: Record<string, { readonly resource: Attributed; readonly [part: string]: unknown }[]>;
}

/** An OpenTelemetry collector that keeps what it is sent. */
export interface Collector {
  readonly url: string;
  readonly requests: readonly Request[];
  /** What requests are answered with instead: an HTTP or gRPC status, or nothing at all. */
  fault: number | 'silence' | undefined;
  spans(): readonly ReceivedSpan[];
  logs(): readonly ReceivedLog[];
  /** The newest report of each metric. */
  metrics(): ReadonlyMap<string, ReceivedMetric>;
  stop(): Promise<void>;
}

export interface CollectorOptions {
  readonly port?: number;
  /** PEM: with them it speaks TLS. With a CA it wants a certificate of its clients. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly clientCa?: string };
}

const SIGNALS = { '/v1/traces': 'traces', '/v1/metrics': 'metrics', '/v1/logs': 'logs' } as const;

/** Takes OTLP/HTTP, as protobuf and as JSON. */
export async function startHttpCollector({ port = 0, tls }: CollectorOptions = {}): Promise<Collector> {
  const kept = keep();
  const listener: RequestListener = (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (kept.fault === 'silence') return;
      const signal = SIGNALS[request.url as keyof typeof SIGNALS] as Signal | undefined;
      if (kept.fault !== undefined || signal === undefined) return void response.writeHead(kept.fault ?? 404).end();
      kept.take(signal, request.headers, readBody(signal, request.headers, Buffer.concat(parts)));
      response.writeHead(200, { 'content-type': request.headers['content-type'] }).end();
    });
  };
  const server =
    tls === undefined
      ? createServer(listener)
      : createTlsServer({ cert: tls.cert, key: tls.key, ...clientRules(tls.clientCa) }, listener);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const used = (server.address() as AddressInfo).port;
  return kept.as(`${tls === undefined ? 'http' : 'https'}://127.0.0.1:${used}`, async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
}

const clientRules = (ca: string | undefined) =>
  ca === undefined ? {} : { ca, requestCert: true, rejectUnauthorized: true };

function readBody(signal: Signal, headers: IncomingHttpHeaders, body: Buffer): Request['whole'] {
  const bytes = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  if (headers['content-type'] === 'application/json') return JSON.parse(bytes.toString('utf8')) as Request['whole'];
  if (headers['content-type'] !== 'application/x-protobuf') throw new Error(`What is ${headers['content-type']}?`);
  return readOtlpRequest(signal, bytes) as Request['whole'];
}

const SERVICES = { traces: 'Trace', metrics: 'Metrics', logs: 'Logs' } as const;

/** Takes OTLP/gRPC, with the server of the gRPC project. */
export async function startGrpcCollector({ port = 0, tls }: CollectorOptions = {}): Promise<Collector> {
  const kept = keep();
  const server = new Server();
  for (const [signal, name] of Object.entries(SERVICES) as [Signal, string][]) {
    const path = `/opentelemetry.proto.collector.${signal === 'traces' ? 'trace' : signal}.v1.${name}Service/Export`;
    server.addService(rawService(path), {
      export(
        call: { readonly request: Buffer; readonly metadata: { getMap(): Record<string, unknown> } },
        done: (failure: object | null, answer?: Buffer) => void,
      ) {
        if (kept.fault === 'silence') return;
        if (kept.fault !== undefined) return done({ code: kept.fault, details: 'as the test says' });
        kept.take(signal, call.metadata.getMap(), readOtlpRequest(signal, call.request) as Request['whole']);
        done(null, Buffer.alloc(0));
      },
    });
  }
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(
          tls.clientCa === undefined ? null : Buffer.from(tls.clientCa),
          [{ cert_chain: Buffer.from(tls.cert), private_key: Buffer.from(tls.key) }],
          tls.clientCa !== undefined,
        );
  const used = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, credentials, (failure, bound) =>
      failure ? reject(failure) : resolve(bound),
    );
  });
  return kept.as(`${tls === undefined ? 'http' : 'https'}://127.0.0.1:${used}`, () => {
    server.forceShutdown();
    return Promise.resolve();
  });
}

export const UNAVAILABLE = grpcStatus.UNAVAILABLE;

function rawService(path: string): ServiceDefinition {
  const asIs = (value: Buffer): Buffer => value;
  return {
    export: {
      path,
      requestStream: false,
      responseStream: false,
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    },
  };
}

function keep() {
  const requests: Request[] = [];
  const state: { fault: Collector['fault'] } = { fault: undefined };
  const items = <T>(signal: Signal, [outer, inner, item]: readonly [string, string, string]): readonly T[] =>
    requests
      .filter((request) => request.signal === signal)
      .flatMap(({ whole }) => whole[outer] ?? [])
      .flatMap((part) => (part[inner] as Record<string, T[]>[] | undefined) ?? [])
      .flatMap((part) => part[item] ?? []);
  return {
    get fault() {
      return state.fault;
    },
    take(signal: Signal, headers: Readonly<Record<string, unknown>>, whole: Request['whole']) {
      requests.push({ signal, headers, whole });
    },
    as: (url: string, stop: () => Promise<void>): Collector => ({
      url,
      requests,
      get fault() {
        return state.fault;
      },
      set fault(next) {
        state.fault = next;
      },
      spans: () => items('traces', ['resourceSpans', 'scopeSpans', 'spans']),
      logs: () => items('logs', ['resourceLogs', 'scopeLogs', 'logRecords']),
      metrics: () =>
        new Map(
          items<ReceivedMetric>('metrics', ['resourceMetrics', 'scopeMetrics', 'metrics']).map((one) => [
            one.name,
            one,
          ]),
        ),
      stop,
    }),
  };
}

/** Attributes as a plain object; whole numbers as numbers. */
export function attributesOf({ attributes = [] }: Attributed): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, doubleValue, boolValue } }) => [
      key,
      stringValue ?? boolValue ?? doubleValue ?? Number(intValue),
    ]),
  );
}
