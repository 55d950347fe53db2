import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ApprovalReason, Grant } from '../../../shared/model/approval';
import { PRODUCT } from '../../../shared/product';
import { plainText } from '../../../shared/text/plain-name';
import type { Settlement } from '../approvals/held-calls';

export interface RefusedCall {
  readonly server: string;
  readonly tool?: string | undefined;
  readonly direction: 'request' | 'response';
  readonly reasons: readonly ApprovalReason[];
}

/** Why a call that needed a person is not made, or its result not told, in words that the model can act on. */
export function approvalRefusal(settlement: Settlement, call: RefusedCall): GatewayError {
  const { id, outcome, waitedMs, told, paused, stopping } = settlement;
  const what = call.direction === 'response' ? 'this result' : 'this call';
  const detail = {
    server: call.server,
    ...(call.tool === undefined ? {} : { tool: call.tool }),
    approval: id,
    ...(call.direction === 'response' ? { phase: 'output' } : {}),
  };
  if (paused === true) {
    return new GatewayError('paused', `A person paused such calls while ${what} waited (request ${id})`, detail);
  }
  if (stopping === true) {
    const message = `The gateway is stopping; ${what} waited for a person and was denied (request ${id})`;
    return new GatewayError('unavailable', message, detail);
  }
  switch (outcome) {
    case 'denied_user': {
      const why = told === undefined ? '' : `, who says: ${plainText(told)}`;
      return new GatewayError(
        'approval_denied',
        `${call.server}: a person denied ${what} (request ${id})${why}`,
        detail,
      );
    }
    case 'denied_timeout': {
      const message =
        `Blocked by ${PRODUCT.title}: approval of ${what} timed out after ${Math.round(waitedMs / 1_000)} s (request ${id}). ` +
        'The user can still allow it; retrying the same call within 10 minutes will then succeed. Do not work around this.';
      return new GatewayError('approval_timed_out', message, detail);
    }
    case 'denied_queue':
      return new GatewayError(
        'approval_queue_full',
        `Too many calls wait for a person already; ${what} does not`,
        detail,
      );
    case 'cancelled_client':
      return new GatewayError('cancelled', 'The client took this request back while it waited for a person', detail);
    default: {
      const reasons = call.reasons.map(({ text }) => plainText(text)).join('; ');
      const message = `A person must approve ${what} (${reasons}), and there is nobody to ask here (request ${id})`;
      return new GatewayError('approval_unavailable', message, detail);
    }
  }
}

/** What is said where somebody decided beforehand that it is never to be. */
export function deniedForGood(grant: Grant): GatewayError {
  return new GatewayError(
    'approval_denied',
    `A person has denied ${grant.server} · ${plainText(grant.name)} for good`,
    {
      server: grant.server,
      tool: grant.name,
      approval: grant.id,
    },
  );
}
