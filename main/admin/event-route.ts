import type { FastifyInstance } from 'fastify';
import type { Caller } from '../../shared/contract/define';
import { EVENTS_PATH } from '../../shared/contract/events';
import { GatewayError } from '../../shared/errors/gateway-error';
import { API_ROOT, type Identify } from './contract-routes';
import type { Subscribe } from './event-sources';

const KEEP_ALIVE_MS = 15_000;
/** A key that was taken back hears no more for longer than this. */
const LOOK_AGAIN_MS = 1_000;
/** Whoever is further behind does not listen any more. */
const MAX_BEHIND_BYTES = 64 * 1024 * 1024;
/** Of one caller at a time: a few browsers, a few terminals. */
const MAX_LISTENING = 32;

export interface EventRouteNeeds {
  readonly subscribe: Subscribe;
  readonly identify: Identify;
}

/** The one subscription as server-sent events (WHATWG HTML §9.2). */
export function addEventRoute(server: FastifyInstance, { subscribe, identify }: EventRouteNeeds): void {
  const listening = new Map<AbortController, string>();
  server.addHook('preClose', (done) => {
    for (const controller of listening.keys()) controller.abort();
    done();
  });
  server.get(`${API_ROOT}${EVENTS_PATH}`, (request, reply) => {
    const caller = identify(request, reply);
    if ([...listening.values()].filter((id) => id === caller.id).length >= MAX_LISTENING) {
      throw new GatewayError('resource_exhausted', `One credential has ${MAX_LISTENING} subscriptions at most`);
    }
    const { raw } = reply;
    const controller = new AbortController();
    const waiting: string[] = [];
    let send = (text: string): void => void waiting.push(text);
    subscribe(request.query, caller, {
      signal: controller.signal,
      onOpen: () => send(': open\n\n'),
      tell: (event) => send(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
    });
    // Whatever was wrong with the question has been thrown by now, and is answered as ever.
    reply.hijack();
    // A connection that would be kept for more requests would keep the listener from closing.
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'close' });
    raw.flushHeaders();
    send = (text) => void (raw.writableLength > MAX_BEHIND_BYTES ? raw.destroy() : raw.write(text));
    for (const text of waiting) send(text);
    listening.set(controller, caller.id);
    const timer = setInterval(() => raw.write(': keep-alive\n\n'), KEEP_ALIVE_MS).unref();
    const looking = setInterval(() => {
      if (!isStill(caller, () => identify(request, reply))) controller.abort();
    }, LOOK_AGAIN_MS).unref();
    raw.once('close', () => controller.abort());
    controller.signal.addEventListener('abort', () => {
      clearInterval(timer);
      clearInterval(looking);
      listening.delete(controller);
      raw.end();
    });
  });
}

/** Whether the credential that began something is still good for as much. */
function isStill({ id, scopes }: Caller, identify: () => Caller): boolean {
  try {
    const now = identify();
    return now.id === id && [...scopes].every((scope) => now.scopes.has(scope));
  } catch {
    return false;
  }
}
