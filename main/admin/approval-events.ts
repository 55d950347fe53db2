import type { FastifyInstance } from 'fastify';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { ApprovalAdmin } from './approval-admin';
import { addEventRoute, type Guard } from './event-route';

export interface ApprovalEvents {
  readonly approvals: ApprovalAdmin;
  readonly guard: Guard;
}

/** What happens to calls that wait for people, as it happens. */
export function addApprovalEvents(server: FastifyInstance, { approvals, guard }: ApprovalEvents): void {
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
