import { GatewayError } from '../shared/errors/gateway-error';
import { ERROR_CODES, type ErrorCode } from '../shared/errors/codes';
import type { ApprovalEvent } from '../shared/model/approval';
import { isJsonObject } from '../shared/model/json-rpc';
import type { ApprovalAdmin } from './admin/approval-admin';

export interface AdminAddress {
  /** Root of the admin listener. */
  readonly url: string;
  readonly token: string;
}

/** The desk of a gateway in another process. What it refuses, this refuses with the same code and words. */
export function createApprovalClient({ url, token }: AdminAddress): ApprovalAdmin {
  const authorization = `Bearer ${token}`;

  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
    const answer: unknown = await response.json();
    if (response.ok && isJsonObject(answer)) return answer['data'];
    throw refusalIn(answer, response.status);
  }

  const at = (group: string, id: string, rest = '') => `/${group}/${encodeURIComponent(id)}${rest}`;
  return {
    list: () => call('GET', '/approvals') as never,
    get: (id) => call('GET', at('approvals', id)) as never,
    show: (id) => call('POST', at('approvals', id, '/shown'), {}) as never,
    decide: (id, input) => call('POST', at('approvals', id, '/decision'), input) as never,
    decideMany: (input) => call('POST', '/approvals/decisions', input) as never,
    reveal: (id, input) => call('POST', at('approvals', id, '/reveal'), input) as never,
    grants: () => call('GET', '/grants') as never,
    revokeGrant: (id) => call('DELETE', at('grants', id)) as never,
    pauses: () => call('GET', '/pauses') as never,
    pause: (input) => call('POST', '/pauses', input) as never,
    resume: (id) => call('DELETE', at('pauses', id)) as never,
    async watch(onEvent, { decides, signal, onOpen }) {
      const response = await fetch(`${url}/api/v1/approvals/events?decides=${String(decides)}`, {
        headers: { authorization, accept: 'text/event-stream' },
      });
      if (!response.ok) throw refusalIn(await response.json(), response.status);
      onOpen?.();
      try {
        await readEvents(response, onEvent, signal);
      } catch (failure) {
        if (!signal.aborted) throw new GatewayError('unavailable', 'The gateway has stopped', {}, { cause: failure });
      }
    },
  };
}

/** Server-sent events of one `data` line each (WHATWG HTML §9.2), until the stream ends or the signal aborts. */
async function readEvents(
  { body }: Response,
  onEvent: (event: ApprovalEvent) => void,
  signal: AbortSignal,
): Promise<void> {
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
      if (data !== undefined) onEvent(JSON.parse(data.slice('data: '.length)) as ApprovalEvent);
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
