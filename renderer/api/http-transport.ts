import { CONSOLE_HEADERS } from '../../shared/contract/console';
import { contract } from '../../shared/contract/contract';
import { findOperation, requestFor } from '../../shared/contract/define';
import { EVENTS_PATH, type EventsInput, eventsQuery, readEvent } from '../../shared/contract/events';
import type { ErrorObject } from '../../shared/errors/error-object';
import { RemoteError } from './remote-error';
import type { Heard, Transport } from './transport';

const ANSWER_WITHIN_MS = 20_000;
/** A call may wait for a person, and a record may be long. */
const SLOW_WITHIN_MS = 330_000;
const SLOW: ReadonlySet<string> = new Set(['tools.call', 'tools.list', 'policy.replay', 'activity.verify']);

const ROOT = '/api/v1';

/** Speaks to the admin API of the server that this page came from; the cookie of the session says who asks. */
export function createHttpTransport(origin: string): Transport {
  return {
    async call(name, input) {
      const operation = findOperation(contract, name);
      if (operation === undefined) throw new TypeError(`The admin API has no operation ${name}`);
      const { method, path, body } = requestFor(operation, input);
      const answer = await fetch(new URL(ROOT + path, origin), {
        method,
        headers: { ...CONSOLE_HEADERS, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        cache: 'no-store',
        signal: AbortSignal.timeout(SLOW.has(name) ? SLOW_WITHIN_MS : ANSWER_WITHIN_MS),
      });
      const said: unknown = await answer.json();
      if (answer.ok) return (said as { readonly data: unknown }).data;
      throw new RemoteError((said as ErrorObject).error);
    },
    subscribe(input, listener) {
      const leaving = new AbortController();
      const { signal } = leaving;
      listen(input, { origin, listener, signal }).catch((failure: unknown) => {
        if (!signal.aborted) listener({ kind: 'ended', failure });
      });
      return () => leaving.abort();
    },
  };
}

interface Listening {
  readonly origin: string;
  readonly listener: (heard: Heard) => void;
  readonly signal: AbortSignal;
}

/** Reads server-sent events of one `data` line each; an `EventSource` could not send our header. */
async function listen(input: EventsInput, { origin, listener, signal }: Listening): Promise<void> {
  const place = new URL(`${ROOT}${EVENTS_PATH}?${eventsQuery(input)}`, origin);
  const answer = await fetch(place, { headers: CONSOLE_HEADERS, cache: 'no-store', signal });
  if (!answer.ok) throw new RemoteError(((await answer.json()) as ErrorObject).error);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) throw new TypeError('The gateway ended the subscription');
    const blocks = (text + chunk.value).split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) {
        listener({ kind: 'event', event: readEvent(JSON.parse(data.slice('data: '.length))) });
      } else if (block === ': open') listener({ kind: 'open' });
    }
  }
}
