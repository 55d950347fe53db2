import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApprovalEvent } from '../../shared/model/approval';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { ApprovalAdmin } from './approval-admin';

export interface ApprovalRoutes {
  readonly approvals: ApprovalAdmin;
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
}

const ROOT = '/api/v1';
const KEEP_ALIVE_MS = 15_000;
/** Whoever is further behind does not listen any more. */
const MAX_BEHIND_BYTES = 64 * 1024 * 1024;

/** Calls that wait for people, what people decided, and who is paused, over HTTP. */
export function addApprovalRoutes(server: FastifyInstance, { approvals, guard }: ApprovalRoutes): void {
  const on = (method: 'GET' | 'POST' | 'DELETE', path: string, work: (request: Asked) => Promise<unknown>) => {
    server.route({
      method,
      url: `${ROOT}${path}`,
      onRequest: guard,
      handler: async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const { id = '' } = request.params as { readonly id?: string };
        const data = await work({ id, body: request.body });
        return { message: 'OK', data: data ?? null, timestamp: new Date().toISOString() };
      },
    });
  };
  on('GET', '/approvals', () => approvals.list());
  on('POST', '/approvals/decisions', ({ body }) => approvals.decideMany(body));
  on('GET', '/approvals/:id', ({ id }) => approvals.get(id));
  on('POST', '/approvals/:id/shown', ({ id }) => approvals.show(id));
  on('POST', '/approvals/:id/decision', ({ id, body }) => approvals.decide(id, body));
  on('POST', '/approvals/:id/reveal', ({ id, body }) => approvals.reveal(id, body));
  on('GET', '/grants', () => approvals.grants());
  on('DELETE', '/grants/:id', ({ id }) => approvals.revokeGrant(id));
  on('GET', '/pauses', () => approvals.pauses());
  on('POST', '/pauses', ({ body }) => approvals.pause(body));
  on('DELETE', '/pauses/:id', ({ id }) => approvals.resume(id));
  addEvents(server, { approvals, guard });
}

interface Asked {
  readonly id: string;
  readonly body: unknown;
}

/** `?decides=true` says that a person sits at the other end. */
function addEvents(server: FastifyInstance, { approvals, guard }: ApprovalRoutes): void {
  const open = new Set<AbortController>();
  server.addHook('preClose', (done) => {
    for (const controller of open) controller.abort();
    done();
  });
  server.get(`${ROOT}/approvals/events`, { onRequest: guard }, (request, reply) => {
    const { decides = 'false' } = request.query as { readonly decides?: unknown };
    if (decides !== 'true' && decides !== 'false') {
      throw new GatewayError('invalid_params', '"decides" must be "true" or "false"');
    }
    reply.hijack();
    const { raw } = reply;
    // A connection that would be kept for more requests would keep the listener from closing.
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'close' });
    const controller = new AbortController();
    open.add(controller);
    const timer = setInterval(() => raw.write(': keep-alive\n\n'), KEEP_ALIVE_MS).unref();
    raw.once('close', () => controller.abort());
    controller.signal.addEventListener('abort', () => {
      clearInterval(timer);
      open.delete(controller);
      raw.end();
    });
    const tell = (event: ApprovalEvent) => {
      if (raw.writableLength > MAX_BEHIND_BYTES) raw.destroy();
      else raw.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    };
    void approvals.watch(tell, {
      decides: decides === 'true',
      signal: controller.signal,
      onOpen: () => raw.write(': open\n\n'),
    });
  });
}
