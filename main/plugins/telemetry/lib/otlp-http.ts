import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { SendFailure } from './background-sender';
import type { OtlpTransport, Secured } from './otlp-transport';

const zip = promisify(gzip);
const MAX_ANSWER_BYTES = 64 * 1024;
/** OTLP/HTTP, Retryable Response Codes. */
const RETRYABLE: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const PATHS = { traces: 'v1/traces', metrics: 'v1/metrics', logs: 'v1/logs' } as const;

export interface HttpTransportNeeds extends Secured {
  /** Without a slash at the end; the paths of the signals are put behind it. */
  readonly url: string;
  readonly contentType: 'application/x-protobuf' | 'application/json';
  readonly isCompressed: boolean;
  readonly timeoutMs: number;
}

/** OTLP over HTTP/1.1 (OTLP 1.x, OTLP/HTTP). Redirects are not followed: where they lead, nobody configured. */
export function createHttpTransport(needs: HttpTransportNeeds): OtlpTransport {
  const { url, contentType, isCompressed, timeoutMs, headers, tls } = needs;
  const dispatcher = new Agent({ connect: { ...tls, timeout: timeoutMs }, pipelining: 1, connections: 3 });
  return {
    async send(signal, bytes) {
      const body = isCompressed ? await zip(bytes) : bytes;
      const signalOfTime = AbortSignal.timeout(timeoutMs);
      let answer;
      try {
        answer = await request(`${url}/${PATHS[signal]}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': contentType, ...(isCompressed ? { 'content-encoding': 'gzip' } : {}) },
          body,
          dispatcher,
          signal: signalOfTime,
        });
        const told = await readBounded(answer.body);
        if (answer.statusCode >= 200 && answer.statusCode < 300) return told;
      } catch (cause) {
        throw new SendFailure(signalOfTime.aborted ? `no answer in ${timeoutMs} ms` : wordsOf(cause), {
          isRetryable: true,
          cause,
        });
      }
      const waitMs = waitOf(answer.headers['retry-after']);
      throw new SendFailure(`HTTP ${answer.statusCode}`, {
        isRetryable: RETRYABLE.has(answer.statusCode),
        ...(waitMs === undefined ? {} : { waitMs }),
      });
    },
    close: () => dispatcher.destroy(),
  };
}

async function readBounded(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.length;
    // What a collector says is short; the rest is not for us.
    if (bytes > MAX_ANSWER_BYTES) return new Uint8Array();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function waitOf(header: string | string[] | undefined): number | undefined {
  const seconds = typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
  return seconds === undefined ? undefined : seconds * 1_000;
}

const wordsOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  return code ?? (cause instanceof Error ? cause.message : String(cause));
};
