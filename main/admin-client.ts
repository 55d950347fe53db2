import { createContractClient } from '../shared/contract/client';
import { contract, type AdminClient } from '../shared/contract/contract';
import { requestFor } from '../shared/contract/define';
import {
  EVENTS_PATH,
  type EventOf,
  type EventsInput,
  eventsQuery,
  type EventTopic,
  readEvent,
} from '../shared/contract/events';
import { GatewayError } from '../shared/errors/gateway-error';
import { ERROR_CODES, type ErrorCode } from '../shared/errors/codes';
import { isJsonObject } from '../shared/model/json-rpc';

export interface AdminAddress {
  /** Root of the admin listener. */
  readonly url: string;
  readonly token: string;
}

export interface WatchedEvents {
  readonly signal: AbortSignal;
  /** Called once the watching has begun. */
  readonly onOpen?: (() => void) | undefined;
}

/** A gateway in another process. What it refuses, this refuses with the same code and words. */
export interface RemoteGateway {
  readonly admin: AdminClient;
  /** An answer that is no JSON, piece by piece. */
  read(path: string): AsyncIterable<string>;
  /** Calls back with each event until the signal aborts. */
  watch<Topic extends EventTopic>(
    input: EventsInput & { readonly topics: readonly Topic[] },
    onEvent: (event: EventOf<Topic>) => void,
    options: WatchedEvents,
  ): Promise<void>;
}

/** Getting a token may take three requests and the waits between them. */
const ANSWER_WITHIN_MS = 60_000;
const HEALTH_WITHIN_MS = 5_000;
/** A long record is read from its beginning to its end; a call may wait for a person. */
const LONG_WITHIN_MS = 30 * 60_000;
const LONG: ReadonlySet<string> = new Set(['activity.verify', 'policy.replay', 'tools.call']);

export function openRemoteGateway({ url, token }: AdminAddress): RemoteGateway {
  const authorization = `Bearer ${token}`;
  return {
    admin: createContractClient(contract, async (name, operation, input) => {
      const { method, path, body } = requestFor(operation, input);
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(LONG.has(name) ? LONG_WITHIN_MS : ANSWER_WITHIN_MS),
      });
      const answer: unknown = await response.json();
      if (response.ok && isJsonObject(answer)) return answer['data'];
      throw refusalIn(answer, response.status);
    }),
    async *read(path) {
      const response = await fetch(`${url}/api/v1${path}`, { headers: { authorization } });
      if (!response.ok || response.body === null) throw refusalIn(await response.json(), response.status);
      const decoder = new TextDecoder();
      for await (const chunk of response.body) yield decoder.decode(chunk as Uint8Array, { stream: true });
    },
    async watch(input, onEvent, { signal, onOpen }) {
      const place = `${url}/api/v1${EVENTS_PATH}?${eventsQuery(input)}`;
      const response = await fetch(place, { headers: { authorization, accept: 'text/event-stream' } });
      if (!response.ok) throw refusalIn(await response.json(), response.status);
      onOpen?.();
      try {
        await readEvents(response, (data) => onEvent(readEvent(JSON.parse(data)) as never), signal);
      } catch (failure) {
        if (!signal.aborted) throw new GatewayError('unavailable', 'The gateway has stopped', {}, { cause: failure });
      }
    },
  };
}

/** A process may be there, and its gateway gone: then the files are what there is. */
export async function isAnswering(url: string): Promise<boolean> {
  if (url === '') return false;
  const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(HEALTH_WITHIN_MS) }).catch(() => undefined);
  return answer?.ok === true;
}

/** Server-sent events of one `data` line each (WHATWG HTML §9.2), until the stream ends or the signal aborts. */
async function readEvents({ body }: Response, onData: (data: string) => void, signal: AbortSignal): Promise<void> {
  const reader = body?.getReader();
  // Cancelling closes the connection, by which the gateway learns that nobody sits here any more.
  const leave = () => void reader?.cancel().catch(() => undefined);
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave, { once: true });
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) return;
    text += decoder.decode(chunk.value as Uint8Array, { stream: true });
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) onData(data.slice('data: '.length));
    }
  }
}

function refusalIn(answer: unknown, status: number): GatewayError {
  const error = isJsonObject(answer) && isJsonObject(answer['error']) ? answer['error'] : {};
  const { name, message } = error;
  const code = typeof name === 'string' && Object.hasOwn(ERROR_CODES, name) ? (name as ErrorCode) : 'operation_failed';
  const words = typeof message === 'string' ? message : `The gateway answered with status ${status}`;
  return new GatewayError(code, words);
}
