import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import { SendFailure } from './background-sender';
import type { OtlpTransport, Secured, Signal } from './otlp-transport';

const PATHS: Readonly<Record<Signal, string>> = {
  traces: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
  metrics: '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export',
  logs: '/opentelemetry.proto.collector.logs.v1.LogsService/Export',
};
/** OTLP/gRPC, Failures: cancelled, deadline exceeded, exhausted, aborted, out of range, unavailable, data loss. */
const RETRYABLE: ReadonlySet<number> = new Set([1, 4, 8, 10, 11, 14, 15]);
const RETRYABLE_HTTP: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const MAX_ANSWER_BYTES = 64 * 1024;
const PREFIX_BYTES = 5;

export interface GrpcTransportNeeds extends Secured {
  readonly url: string;
  readonly timeoutMs: number;
}

/** OTLP over gRPC: unary calls on one HTTP/2 connection, which is made anew after it broke. */
export function createGrpcTransport({ url, timeoutMs, headers, tls }: GrpcTransportNeeds): OtlpTransport {
  let session: ClientHttp2Session | undefined;

  function open(): ClientHttp2Session {
    if (session !== undefined && !session.closed && !session.destroyed) return session;
    const made = connect(new URL(url).origin, { ...tls });
    made.unref();
    const forget = (): void => {
      if (session === made) session = undefined;
      made.destroy();
    };
    made.once('error', forget);
    made.once('goaway', () => {
      if (session === made) session = undefined;
      made.close();
    });
    made.once('close', forget);
    session = made;
    return made;
  }

  return {
    send: (signal, bytes) =>
      new Promise((resolve, reject) => {
        const used = open();
        const stream = used.request({
          ...headers,
          ':method': 'POST',
          ':path': PATHS[signal],
          'content-type': 'application/grpc',
          te: 'trailers',
          'grpc-timeout': `${Math.round(timeoutMs)}m`,
        });
        const call = readCall(stream);
        const timer = setTimeout(() => {
          stream.close(constants.NGHTTP2_CANCEL);
          call.fail(`no answer in ${timeoutMs} ms`);
          // One that does not answer at all is as good as broken.
          used.destroy();
        }, timeoutMs);
        call.ended.then(resolve, reject).finally(() => clearTimeout(timer));
        stream.end(framed(bytes));
      }),
    close: () => {
      session?.destroy();
      return Promise.resolve();
    },
  };
}

/** gRPC over HTTP2, Length-Prefixed-Message: not compressed, four bytes of length. */
function framed(bytes: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + bytes.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(bytes.length, 1);
  frame.set(bytes, PREFIX_BYTES);
  return frame;
}

function readCall(stream: ClientHttp2Stream) {
  const parts: Buffer[] = [];
  let bytes = 0;
  let http = 200;
  let grpc: { readonly status: string; readonly message: string } | undefined;
  let fail: (why: string, cause?: unknown) => void = () => undefined;
  const ended = new Promise<Uint8Array>((resolve, reject) => {
    fail = (why, cause) => reject(new SendFailure(why, { isRetryable: true, cause }));
    const note = (headers: Readonly<Record<string, unknown>>): void => {
      const { 'grpc-status': status, 'grpc-message': message = '' } = headers;
      if (typeof status === 'string') grpc = { status, message: String(message).slice(0, 200) };
    };
    stream.on('response', (headers) => {
      http = headers[':status'] ?? 0;
      // An answer without a body says everything here (gRPC over HTTP2, Trailers-Only).
      note(headers);
    });
    stream.on('trailers', note);
    stream.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes <= MAX_ANSWER_BYTES) parts.push(part);
    });
    stream.on('error', (cause) => fail(codeOf(cause) ?? cause.message, cause));
    stream.on('close', () => {
      if (http !== 200) {
        return reject(new SendFailure(`HTTP ${http}`, { isRetryable: RETRYABLE_HTTP.has(http) }));
      }
      if (grpc === undefined) return fail('the connection broke');
      if (grpc.status === '0') return resolve(Buffer.concat(parts).subarray(PREFIX_BYTES));
      const why = `gRPC status ${grpc.status}${grpc.message === '' ? '' : `, ${grpc.message}`}`;
      reject(new SendFailure(why, { isRetryable: RETRYABLE.has(Number(grpc.status)) }));
    });
  });
  return { ended, fail: (why: string) => fail(why) };
}

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
