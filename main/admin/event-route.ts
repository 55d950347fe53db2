import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { API_ROOT } from './contract-routes';

/** Lets in those who may look. */
export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

const KEEP_ALIVE_MS = 15_000;
/** Whoever is further behind does not listen any more. */
const MAX_BEHIND_BYTES = 64 * 1024 * 1024;

export interface EventRoute {
  readonly path: string;
  readonly guard: Guard;
  /** Throws for a query that it does not take. What it returns tells until the signal aborts. */
  open(query: Readonly<Record<string, unknown>>): (stream: EventStream) => void;
}

export interface EventStream {
  tell(event: { readonly type: string }): void;
  readonly signal: AbortSignal;
  /** Says that events are heard from now on. */
  onOpen(): void;
}

/** Server-sent events (WHATWG HTML §9.2). */
export function addEventRoute(server: FastifyInstance, { path, guard, open }: EventRoute): void {
  const listening = new Set<AbortController>();
  server.addHook('preClose', (done) => {
    for (const controller of listening) controller.abort();
    done();
  });
  server.get(`${API_ROOT}${path}`, { onRequest: guard }, (request, reply) => {
    const start = open(request.query as Record<string, unknown>);
    reply.hijack();
    const { raw } = reply;
    // A connection that would be kept for more requests would keep the listener from closing.
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'close' });
    const controller = new AbortController();
    listening.add(controller);
    const timer = setInterval(() => raw.write(': keep-alive\n\n'), KEEP_ALIVE_MS).unref();
    raw.once('close', () => controller.abort());
    controller.signal.addEventListener('abort', () => {
      clearInterval(timer);
      listening.delete(controller);
      raw.end();
    });
    start({
      signal: controller.signal,
      onOpen: () => raw.write(': open\n\n'),
      tell(event) {
        if (raw.writableLength > MAX_BEHIND_BYTES) raw.destroy();
        else raw.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
      },
    });
  });
}
