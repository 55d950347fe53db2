import { GatewayError } from '../../../shared/errors/gateway-error';
import { readResultUri } from '../results/read-result';
import type { ResultOwner } from '../results/result-store';
import type { Runtime } from '../runtime';
import type { ReceivedRequest, Route } from './request-states';

/** Whose a result is: the key’s, and the session’s where there is one. */
export function resultOwner({ visitor, client }: Pick<ReceivedRequest, 'visitor' | 'client'>): ResultOwner {
  return { keyId: visitor.principal.keyId, sessionId: client.connecting.sessionId };
}

/**
 * Where a request goes that reads what the gateway kept of a large result; `undefined` for all others. Somebody else’s,
 * one that is over and one that never was are the same unknown resource.
 */
export function resultRoute(received: ReceivedRequest, runtime: Runtime): Route | undefined {
  const { method, params, visitor } = received;
  const { uri } = params;
  if (method !== 'resources/read' || typeof uri !== 'string') return undefined;
  const query = readResultUri(uri);
  if (query === undefined) return undefined;
  const kept = runtime.results.find(query.id, resultOwner(received));
  const { face, profile } = visitor;
  const isHere =
    kept !== undefined &&
    (face.kind === 'server'
      ? face.server === kept.server
      : kept.server === 'gateway' || profile.servers.has(kept.server));
  if (!isHere) throw new GatewayError('unknown_name', `There is no resource "${uri.slice(0, 200)}" here`, { uri });
  return { kind: 'result', uri, query, kept };
}
