import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { asInputRequired } from '../input-required/input-required';
import type { UpstreamAnswer } from '../upstream/upstream';
import { askClient } from './ask-client';
import { sendRequest, type ServerCall } from './send-request';

/** Rounds after which a server that keeps asking is given up. */
const MAX_ROUNDS = 8;

/**
 * Legacy client, modern server: what the server requires before it answers is asked of the client as real requests on
 * the stream of this call, and the request is sent again with the answers and the server’s state, byte for byte.
 */
export async function bridgeToModernServer(call: ServerCall, first: UpstreamAnswer): Promise<UpstreamAnswer> {
  let answer = first;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const required = asInputRequired(answer.result);
    if (required === undefined) return answer;
    const inputResponses = await answersOf(call, required.inputRequests);
    const { requestState } = required;
    const state = requestState === undefined ? {} : { requestState };
    answer = await sendRequest(call, { params: { ...call.cleared.params, inputResponses, ...state } });
  }
  throw new GatewayError(
    'protocol_violated',
    `${call.route.server} asked more than ${MAX_ROUNDS} times before it answered`,
    {
      server: call.route.server,
    },
  );
}

async function answersOf(call: ServerCall, inputRequests: JsonObject): Promise<JsonObject> {
  const answers: [string, JsonObject][] = [];
  for (const [key, request] of Object.entries(inputRequests)) {
    if (!isJsonObject(request) || typeof request['method'] !== 'string') {
      throw new GatewayError('protocol_violated', `${call.route.server} requires an input that is no request`, {
        server: call.route.server,
      });
    }
    const { method, params } = request;
    const asked = { method, ...(isJsonObject(params) ? { params: forLegacy(params) } : {}) };
    // One after the other: a person answers one question at a time.
    answers.push([key, await askClient(call, asked, call.cleared.signal)]);
  }
  return Object.fromEntries(answers);
}

/** Legacy clients know a page to visit by an id, which the modern era does without. */
function forLegacy(params: JsonObject): JsonObject {
  if (params['mode'] !== 'url' || params['elicitationId'] !== undefined) return params;
  return { ...params, elicitationId: crypto.randomUUID() };
}
