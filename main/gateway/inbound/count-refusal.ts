import type { ErrorCode } from '../../../shared/errors/codes';
import type { GatewayError } from '../../../shared/errors/gateway-error';
import type { CountedEvent } from '../../../shared/model/status';
import type { Counters } from '../limits/counters';

const EVENT_OF: Partial<Record<ErrorCode, CountedEvent>> = {
  body_too_large: 'request_too_large',
  content_too_complex: 'request_too_complex',
  request_timed_out: 'request_too_slow',
};

/** Counts a message that was refused before it was known what it asks. */
export function countRefusal({ code }: GatewayError, counters: Counters): void {
  const event = EVENT_OF[code];
  if (event !== undefined) counters.count(event);
}
