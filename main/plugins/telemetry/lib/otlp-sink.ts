import type { PluginContext } from '../../../gateway/ports/plugin';
import type { LogLine, SignalHealth, TelemetrySink } from '../../../gateway/ports/telemetry-sink';
import type { Trace } from '../../../gateway/ports/trace';
import type { OtlpOptions } from '../opentelemetry';
import { BackgroundSender } from './background-sender';
import { isAtLeast } from './log-level';
import { createOtlpConnection } from './otlp-connection';
import type { Signal } from './otlp-transport';
import { requestLine } from './request-line';

const PROVIDER = 'opentelemetry';
/** Traces that wait; each has a dozen spans. */
const MAX_TRACES = 2_048;
const MAX_LINES = 8_192;
const BATCH = 256;
const INTERVAL_MS = 1_000;
/** How long the end of the gateway waits for what has not been sent. */
const LAST_SEND_MS = 2_000;

/** Traces, metrics and logs on their way to a collector. Making it reaches nobody and cannot fail. */
export function createOtlpSink(options: OtlpOptions, context: PluginContext): TelemetrySink {
  const connection = createOtlpConnection(options, context);
  const wants = (signal: Signal): boolean => options.signals.includes(signal);
  const report = reportOn(connection.address, context);
  const senderOf = <T>(
    signal: Signal,
    send: (items: readonly T[]) => Promise<number>,
    more: { readonly maxWaiting: number; readonly intervalMs?: number },
  ): BackgroundSender<T> =>
    new BackgroundSender({
      send,
      maxBatch: BATCH,
      intervalMs: INTERVAL_MS,
      onAttempt: (failure) => report(signal, failure),
      ...more,
    });
  const traces = senderOf<Trace>('traces', connection.sendTraces, { maxWaiting: MAX_TRACES });
  const logs = senderOf<LogLine>('logs', connection.sendLogs, { maxWaiting: MAX_LINES });
  // All metrics are read when they are sent, so one reading that waits is enough.
  const metrics = senderOf<'all'>('metrics', () => connection.sendMetrics(), { maxWaiting: 1 });
  const timer = setInterval(() => metrics.add('all'), options.metricsSeconds * 1_000).unref();
  if (!wants('metrics')) clearInterval(timer);
  const senders = { traces, metrics, logs };
  const wanted = options.signals.map((signal) => [signal, senders[signal]] as const);

  const flush = async (): Promise<void> => {
    if (wants('metrics')) metrics.add('all');
    // Who is known to be away is not waited for.
    const reachable = wanted.filter(([, sender]) => sender.health().isUp);
    await Promise.all(reachable.map(([, sender]) => sender.flush(LAST_SEND_MS)));
  };
  context.onDispose(async () => {
    clearInterval(timer);
    await flush();
    for (const sender of [traces, metrics, logs]) sender.stop();
    await connection.close();
  });

  return {
    record(record, content) {
      if (!wants('logs')) return;
      const line = requestLine(record, options.content ? content : undefined);
      if (isAtLeast(line.level, options.logLevel)) logs.add(line);
    },
    flush,
    ...(wants('logs')
      ? {
          log(line: LogLine) {
            if (isAtLeast(line.level, options.logLevel)) logs.add(line);
          },
        }
      : {}),
    ...(wants('traces')
      ? { traces: { samples: sampler(options.sampling), end: (trace: Trace) => traces.add(trace) } }
      : {}),
    signals: () => wanted.map(([signal, sender]): SignalHealth => ({ provider: PROVIDER, signal, ...sender.health() })),
  };
}

/** A ratio of all trace ids: every gateway and service that has the same ratio chooses the same ones. */
function sampler({ ratio, followClient }: OtlpOptions['sampling']) {
  // W3C Trace Context level 2, §3.2.2.3.2: the last seven bytes are the random ones.
  const bound = Math.floor(ratio * 2 ** 32);
  return (traceId: string, client: boolean | undefined): boolean =>
    client !== undefined && followClient ? client : parseInt(traceId.slice(-14, -6), 16) < bound;
}

/** Says once that a collector is away, and once that it is back. */
function reportOn(address: string, { log }: PluginContext) {
  const failing = new Set<Signal>();
  return (signal: Signal, failure: Error | undefined): void => {
    const wasUp = failing.size === 0;
    if (failure !== undefined) failing.add(signal);
    else failing.delete(signal);
    if (wasUp && failure !== undefined) {
      log?.warn('Telemetry cannot be sent; requests go on as before', { address, signal, reason: failure.message });
    }
    if (!wasUp && failing.size === 0) log?.info('Telemetry is sent again', { address });
  };
}
