import type { FastifyInstance } from 'fastify';
import { EVENTS_PATH } from '../../shared/contract/events';
import { API_ROOT, type Identify } from './contract-routes';
import type { Subscribe } from './event-sources';

const KEEP_ALIVE_MS = 15_000;
/** Whoever is further behind does not listen any more. */
const MAX_BEHIND_BYTES = 64 * 1024 * 1024;

export interface EventRouteNeeds {
  readonly subscribe: Subscribe;
  readonly identify: Identify;
}

/** The one subscription as server-sent events (WHATWG HTML §9.2). */
export function addEventRoute(server: FastifyInstance, { subscribe, identify }: EventRouteNeeds): void {
  const listening = new Set<AbortController>();
  server.addHook('preClose', (done) => {
    for (const controller of listening) controller.abort();
    done();
  });
  server.get(`${API_ROOT}${EVENTS_PATH}`, (request, reply) => {
    const caller = identify(request, reply);
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
    listening.add(controller);
    const timer = setInterval(() => raw.write(': keep-alive\n\n'), KEEP_ALIVE_MS).unref();
    raw.once('close', () => controller.abort());
    controller.signal.addEventListener('abort', () => {
      clearInterval(timer);
      listening.delete(controller);
      raw.end();
    });
  });
}
