import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import type { z } from 'zod';
import type { ErrorCode } from '../../../../../shared/errors/codes';
import { GatewayError } from '../../../../../shared/errors/gateway-error';

export interface RemoteCall<Answer> {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a text already. */
  readonly body: unknown;
  readonly answer: z.ZodType<Answer>;
  readonly signal: AbortSignal;
}

/** Somebody else’s judge, reached over HTTP. */
export interface RemoteService {
  /** Rejects with a GatewayError of the `guardrail_…` codes; never with what the service said. */
  post<Answer>(call: RemoteCall<Answer>): Promise<Answer>;
}

const FAILURES_TO_OPEN = 5;
const HALF_OPEN_AFTER_MS = 10_000;
const MAX_ANSWER_CHARACTERS = 4_000_000;
/** A call that is taken back sooner than this says nothing about the service. */
const PATIENCE_MS = 1_000;

/**
 * Calls a service as long as it works: after five failures in a row it is left alone for ten seconds, and every call
 * meanwhile fails at once.
 */
export function createRemoteService(title: string): RemoteService {
  const isFailure = (failure: unknown) => !(failure instanceof GatewayError && failure.code === 'cancelled');
  const circuit = circuitBreaker(handleWhen(isFailure), {
    halfOpenAfter: HALF_OPEN_AFTER_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  });
  return {
    async post(call) {
      try {
        return await circuit.execute(() => send(title, call));
      } catch (failure) {
        if (!(failure instanceof BrokenCircuitError)) throw failure;
        throw refusal('guardrail_api_failed', `${title} failed repeatedly and is left alone for a while`, failure);
      }
    },
  };
}

async function send<Answer>(
  title: string,
  { url, headers, body, answer, signal }: RemoteCall<Answer>,
): Promise<Answer> {
  const startedAt = performance.now();
  const response = await reach(title, () =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      // Where it leads, nobody configured.
      redirect: 'error',
      signal,
    }),
  ).catch((failure: unknown) => {
    if (signal.aborted && performance.now() - startedAt < PATIENCE_MS) {
      throw refusal('cancelled', `${title} was no longer needed`, failure);
    }
    throw failure;
  });
  if (response.status === 401 || response.status === 403) {
    throw refusal('guardrail_unauthorized', `${title} refused its credentials (status ${response.status})`);
  }
  const text = await reach(title, () => readBounded(response));
  if (!response.ok) throw refusal('guardrail_api_failed', `${title} answered with status ${response.status}`);
  return read(title, text, answer);
}

async function reach<T>(title: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    throw refusal('guardrail_network_failed', `${title} cannot be reached`, cause);
  }
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ANSWER_CHARACTERS)
      throw refusal('guardrail_answer_invalid', 'The answer of a guardrail is too long');
  }
  return text + decoder.decode();
}

function read<Answer>(title: string, text: string, schema: z.ZodType<Answer>): Answer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refusal('guardrail_answer_invalid', `${title} did not answer with JSON`, cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole').slice(0, 3);
  throw refusal('guardrail_answer_invalid', `${title} answered in another form than documented: ${places.join(', ')}`);
}

function refusal(code: ErrorCode, message: string, cause?: unknown): GatewayError {
  return new GatewayError(code, message, {}, cause === undefined ? {} : { cause });
}
