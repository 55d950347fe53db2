import type { WireReply } from '../../shared/contract/bridge';
import { RemoteError } from './remote-error';

/** What the program answered; throws the failure that travelled as a value. */
export function valueOf(reply: WireReply): unknown {
  if (reply.ok) return reply.value;
  throw new RemoteError(reply.error.error);
}
