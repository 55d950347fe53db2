import type { FastifyInstance } from 'fastify';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { ApprovalAdmin } from './approval-admin';
import { addEventRoute } from './event-route';
import { addOperations, type Guard } from './operations';

export interface ApprovalRoutes {
  readonly approvals: ApprovalAdmin;
  readonly guard: Guard;
}

/** Calls that wait for people, what people decided, and who is paused, over HTTP. */
export function addApprovalRoutes(server: FastifyInstance, { approvals, guard }: ApprovalRoutes): void {
  addOperations(server, guard, [
    ['GET', '/approvals', () => approvals.list()],
    ['POST', '/approvals/decisions', ({ body }) => approvals.decideMany(body)],
    ['GET', '/approvals/:id', ({ id }) => approvals.get(id)],
    ['POST', '/approvals/:id/shown', ({ id }) => approvals.show(id)],
    ['POST', '/approvals/:id/decision', ({ id, body }) => approvals.decide(id, body)],
    ['POST', '/approvals/:id/reveal', ({ id, body }) => approvals.reveal(id, body)],
    ['GET', '/grants', () => approvals.grants()],
    ['DELETE', '/grants/:id', ({ id }) => approvals.revokeGrant(id)],
    ['GET', '/pauses', () => approvals.pauses()],
    ['POST', '/pauses', ({ body }) => approvals.pause(body)],
    ['DELETE', '/pauses/:id', ({ id }) => approvals.resume(id)],
  ]);
  addEventRoute(server, {
    path: '/approvals/events',
    guard,
    // `?decides=true` says that a person sits at the other end.
    open({ decides = 'false' }) {
      if (decides !== 'true' && decides !== 'false') {
        throw new GatewayError('invalid_params', '"decides" must be "true" or "false"');
      }
      return ({ tell, signal, onOpen }) => void approvals.watch(tell, { decides: decides === 'true', signal, onOpen });
    },
  });
}
