import type { JsonObject } from '../../../shared/model/json-rpc';
import { handleReverseRequest } from '../handle-reverse-request';
import type { ReverseRequest } from '../upstream/upstream-client';
import type { ServerCall } from './send-request';

/** Puts a server’s question to the client of this call, judged on its way there and back. */
export function askClient(
  { cleared, route, runtime }: ServerCall,
  request: ReverseRequest,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { visitor, transport, client, trail } = cleared;
  const { server } = route;
  const question = { server, request, visitor, transport, client, ask: client.ask, signal };
  return handleReverseRequest({ ...question, trace: trail.hop() }, runtime);
}
