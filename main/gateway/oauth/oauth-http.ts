import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fetch } from '../upstream/bounded-fetch';
import { busyFailure, networkFailure, TransientFailure } from './oauth-failure';

const MAX_BODY_BYTES = 1024 * 1024;
const TRIES = 3;
const FIRST_WAIT_MS = 2_000;
/** Nobody who waits for a call is made to wait longer than this between two tries. */
const LONGEST_WAIT_MS = 10_000;
/** Whoever waits for a call has to learn who is silent before they give up on the server. */
const PATIENCE_MS = 10_000;
const MASK = '[redacted]';
/** Shorter values would blot out half of what a server says. */
const SHORTEST_SECRET = 4;
/** Dates are in whole seconds, and answers take their time. */
const SAME_TIME_S = 5;
const WORST_CLOCK_S = 86_400;

export interface OAuthHttpNeeds {
  readonly fetch: Fetch;
  /** For one request. */
  readonly timeoutMs: number;
  /** Milliseconds before the second try; the third waits twice as long. */
  readonly firstWaitMs?: number;
}

/** Requests to an authorization server. */
export interface OAuthHttp {
  /** One request; throws `TransientFailure` when it got no answer, or one that says to come back. */
  readonly send: Fetch;
  /**
   * Makes the request anew, up to three times, while what comes in between is transient. Made anew, since proofs in it may be
   * used once only.
   */
  retry(request: () => Promise<Response>): Promise<Response>;
  /** How many seconds the server’s clock is ahead of ours, by its last answer; 0 for what may be the way between. */
  readonly clockAheadS: number;
}

export function createOAuthHttp({ fetch, timeoutMs, firstWaitMs = FIRST_WAIT_MS }: OAuthHttpNeeds): OAuthHttp {
  let clockAheadS = 0;
  return {
    get clockAheadS() {
      return clockAheadS;
    },
    async send(url, init) {
      const target = String(url);
      const headers = new Headers(init?.headers as Record<string, string> | undefined);
      const id = randomUUID();
      headers.set('x-correlation-id', id);
      headers.set('x-request-id', id);
      const ended = AbortSignal.timeout(timeoutMs);
      const signal = init?.signal == null ? ended : AbortSignal.any([ended, init.signal]);
      let response: Response;
      let text: string;
      try {
        response = await fetch(url, { ...init, headers: Object.fromEntries(headers), redirect: 'manual', signal });
        text = await readBounded(response);
      } catch (failure) {
        if (init?.signal?.aborted === true) throw failure;
        throw ended.aborted
          ? networkFailure(target, new Error(`no answer within ${timeoutMs / 1_000} s`))
          : networkFailure(target, failure);
      }
      clockAheadS = clockAhead(response);
      const { status } = response;
      if (status === 429 || status >= 500) throw busyFailure(target, status, retryAfterMs(response));
      const isEmpty = status === 204 || status === 205 || status === 304;
      // Some repeat what they refuse, and their words reach people, logs and models.
      const said = status < 400 ? text : withoutSecrets(text, headers, init?.body);
      return new Response(isEmpty ? null : said, { status, headers: response.headers });
    },
    async retry(request) {
      const startedAt = performance.now();
      for (let attempt = 1; ; attempt++) {
        try {
          return await request();
        } catch (failure) {
          const isLast = attempt === TRIES || performance.now() - startedAt >= PATIENCE_MS;
          if (!(failure instanceof TransientFailure) || isLast) throw failure;
          const wait = failure.waitMs ?? Math.min(firstWaitMs * 2 ** (attempt - 1), LONGEST_WAIT_MS);
          if (wait > LONGEST_WAIT_MS) throw failure;
          await sleep(wait);
        }
      }
    },
  };
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > MAX_BODY_BYTES) throw new Error(`the answer is larger than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Fields of a form that anybody could use who reads them. */
const SECRET_FIELDS = ['assertion', 'client_assertion', 'client_secret', 'code', 'code_verifier'].concat([
  'device_code',
  'refresh_token',
  'subject_token',
  'token',
]);

function withoutSecrets(text: string, headers: Headers, body: unknown): string {
  const sent = body instanceof URLSearchParams ? SECRET_FIELDS.flatMap((field) => body.getAll(field)) : [];
  const [, basic = ''] = /^Basic (\S+)$/i.exec(headers.get('authorization') ?? '') ?? [];
  const password = Buffer.from(basic, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
  const secrets = [...sent, basic, password, formDecoded(password)].filter(
    (secret) => secret.length >= SHORTEST_SECRET,
  );
  return secrets.reduce(
    (rest, secret) => rest.replaceAll(secret, MASK).replaceAll(JSON.stringify(secret).slice(1, -1), MASK),
    text,
  );
}

/** RFC 6749 §2.3.1: as in a form. */
const formDecoded = (text: string): string => new URLSearchParams(`v=${text}`).get('v') ?? '';

function clockAhead({ headers }: Response): number {
  const ahead = Math.round((Date.parse(headers.get('date') ?? '') - Date.now()) / 1_000);
  return Math.abs(ahead) > SAME_TIME_S && Math.abs(ahead) <= WORST_CLOCK_S ? ahead : 0;
}

/** Seconds or a date (RFC 9110 §10.2.3). */
function retryAfterMs({ headers }: Response): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
