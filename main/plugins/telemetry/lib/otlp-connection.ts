import { PRODUCT } from '../../../../shared/product';
import type { PluginContext } from '../../../gateway/ports/plugin';
import type { LogLine } from '../../../gateway/ports/telemetry-sink';
import type { Trace } from '../../../gateway/ports/trace';
import { resolveAll } from '../../lib/service-options';
import type { OtlpOptions } from '../opentelemetry';
import { SendFailure } from './background-sender';
import type { OtlpEncoder } from './otlp-encode';
import type { OtlpTransport, Secured, Signal } from './otlp-transport';

/** One collector. Everything that can go wrong goes wrong while sending. */
export interface OtlpConnection {
  readonly address: string;
  readonly sendTraces: (traces: readonly Trace[]) => Promise<number>;
  readonly sendLogs: (lines: readonly LogLine[]) => Promise<number>;
  readonly sendMetrics: () => Promise<number>;
  close(): Promise<void>;
}

interface Opened {
  readonly encoder: OtlpEncoder;
  readonly transport: OtlpTransport;
}

/** Connects when something is first sent, and again after what it needs for that could not be had. */
export function createOtlpConnection(options: OtlpOptions, context: PluginContext): OtlpConnection {
  const address = (options.url ?? `http://127.0.0.1:${options.protocol === 'grpc' ? 4317 : 4318}`).replace(/\/+$/, '');
  let opening: Promise<Opened> | undefined;

  async function open(): Promise<Opened> {
    opening ??= openWith(options, context, address);
    try {
      return await opening;
    } catch (cause) {
      opening = undefined;
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new SendFailure(why, { isRetryable: true, cause });
    }
  }

  async function send(signal: Signal, encode: (encoder: OtlpEncoder) => Uint8Array): Promise<number> {
    const { encoder, transport } = await open();
    return encoder.refused(signal, await transport.send(signal, encode(encoder)));
  }

  return {
    address,
    sendTraces: (traces) => send('traces', (encoder) => encoder.traces(traces)),
    sendLogs: (lines) => send('logs', (encoder) => encoder.logs(lines)),
    sendMetrics: () => send('metrics', (encoder) => encoder.metrics(context.metrics?.collect() ?? [], context.now())),
    async close() {
      const opened = await opening?.catch(() => undefined);
      await opened?.transport.close();
    },
  };
}

async function openWith(options: OtlpOptions, context: PluginContext, url: string): Promise<Opened> {
  const { protocol, timeoutSeconds, serviceName, jobName, compression } = options;
  const secured = await secure(options, context);
  const timeoutMs = timeoutSeconds * 1_000;
  // Whoever sends nothing pays nothing for the libraries that it takes.
  const { createOtlpEncoder } = await import('./otlp-encode');
  const encoder = createOtlpEncoder({
    form: protocol === 'http-json' ? 'json' : 'protobuf',
    resource: {
      'service.name': serviceName,
      'service.version': PRODUCT.version,
      ...(jobName === undefined ? {} : { job: jobName }),
      ...options.resource,
    },
    scope: { name: PRODUCT.name, version: PRODUCT.version },
    startedAt: context.metrics?.startedAt ?? context.now(),
  });
  if (protocol === 'grpc') {
    const { createGrpcTransport } = await import('./otlp-grpc');
    return { encoder, transport: createGrpcTransport({ ...secured, url, timeoutMs }) };
  }
  const { createHttpTransport } = await import('./otlp-http');
  const contentType = protocol === 'http-json' ? 'application/json' : 'application/x-protobuf';
  const isCompressed = compression === 'gzip';
  return { encoder, transport: createHttpTransport({ ...secured, url, timeoutMs, contentType, isCompressed }) };
}

async function secure({ headers, tls }: OtlpOptions, { resolve }: PluginContext): Promise<Secured> {
  const { ca, certificate: cert, key, passphrase } = tls;
  const named = Object.entries({ ca, cert, key, passphrase }).filter(([, text]) => text !== undefined);
  return {
    headers: await resolveAll(headers, resolve),
    tls: await resolveAll(Object.fromEntries(named) as Record<string, string>, resolve),
  };
}
