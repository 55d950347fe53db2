import { catalogOf } from '../stages/route';
import { shareOf, slotId } from '../upstream/share';
import type { Upstream } from '../upstream/upstream';
import type { ServerCall } from './send-request';

/**
 * The connection for a call that may be asked something while the client has no session: one on which no other call
 * of it is under way, so that a question surely belongs to this one. Only where the server is declared to be
 * nobody’s shared possession; elsewhere the connection that the call came with.
 */
export function leasePlace(call: ServerCall): { readonly upstream: Upstream; readonly release: () => void } {
  const { cleared, route, runtime } = call;
  const { connecting } = cleared.client;
  const config = runtime.config.configs[cleared.visitor.profile.configId]?.servers[route.server];
  const isOwn = config !== undefined && shareOf(config) === 'session' && connecting.sessionId === undefined;
  if (!isOwn) return { upstream: call.upstream, release: () => undefined };
  const { place, release } = runtime.sessionSlots.lease(slotId(connecting, 0));
  const client = { ...cleared.client, connecting: { ...connecting, slotId: slotId(connecting, place) } };
  const upstream = catalogOf({ visitor: cleared.visitor, client }, runtime).upstream(route.server);
  return { upstream: upstream ?? call.upstream, release };
}
