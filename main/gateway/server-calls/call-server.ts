import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject } from '../../../shared/model/json-rpc';
import { asInputRequired } from '../input-required/input-required';
import type { StateOwner } from '../input-required/request-state';
import { countCache } from '../metrics/cache-meter';
import type { Runtime } from '../runtime';
import { settingsOf } from '../stages/panel-for';
import type { ClearedRequest } from '../stages/request-states';
import type { Era } from '../../../shared/model/server';
import { catalogOf } from '../stages/route';
import type { UpstreamAnswer } from '../upstream/upstream';
import { askClient } from './ask-client';
import { bridgeToLegacyServer } from './bridge-to-legacy-server';
import { bridgeToModernServer } from './bridge-to-modern-server';
import type { ServerRoute } from './call-deadline';
import { callSessionMethod, SESSION_METHODS } from './call-session-method';
import { sendRequest, type ServerCall } from './send-request';

/** Sends a request to its server in the way that the eras of both sides need. */
export async function callServer(
  cleared: ClearedRequest,
  route: ServerRoute,
  runtime: Runtime,
): Promise<UpstreamAnswer> {
  const upstream = catalogOf(cleared, runtime).upstream(route.server);
  if (upstream === undefined) {
    throw new GatewayError('unknown_server', `There is no server "${route.server}" here`, { server: route.server });
  }
  const call: ServerCall = { cleared, route, upstream, runtime };
  // The first call starts the server; from then on its era is known without asking.
  const era = upstream.era ?? (await upstream.describe(cleared.signal)).era;
  if (SESSION_METHODS.has(cleared.method)) return callSessionMethod(call, era);
  const answer = await rememberedOrAsked(call, era);
  const { keyId } = cleared.visitor.principal;
  await runtime.taskOwners.note(answer.result, { keyId, server: route.server, tool: route.name });
  return answer;
}

/** What the server said may be used again is, by whom it said so; everything else is asked. */
async function rememberedOrAsked(call: ServerCall, era: Era): Promise<UpstreamAnswer> {
  const { cleared, route, upstream, runtime } = call;
  const { answers, metrics } = runtime;
  const { method, params, visitor } = cleared;
  const question = {
    upstream,
    keyId: visitor.principal.keyId,
    method,
    params,
    definition: route.tool?.definition,
    settings: settingsOf(visitor, route.server, runtime)?.resultCache,
  };
  if (!answers.mayKnow(question)) return callAcrossEras(call, era);
  const known = answers.recall(question);
  countCache(metrics, 'results', known !== undefined);
  if (known !== undefined) return known;
  const answer = await callAcrossEras(call, era);
  answers.remember(question, answer);
  return answer;
}

async function callAcrossEras(call: ServerCall, era: Era): Promise<UpstreamAnswer> {
  const { cleared, route } = call;
  const owner: StateOwner = {
    keyId: cleared.visitor.principal.keyId,
    server: route.server,
    method: cleared.method,
    params: cleared.params,
  };
  if (cleared.client.era === 'modern') {
    return era === 'modern' ? passInputRequired(call, owner) : bridgeToLegacyServer(call, owner);
  }
  const answer = await sendRequest(call, { onRequest: (request, signal) => askClient(call, request, signal) });
  return era === 'modern' ? bridgeToModernServer(call, answer) : answer;
}

/** Modern on both sides: the server’s state travels sealed, so that it comes back for the same request of the same key. */
async function passInputRequired(call: ServerCall, owner: StateOwner): Promise<UpstreamAnswer> {
  const { requestStates } = call.runtime;
  const answer = await sendRequest(call, { params: withServersState(call, owner) });
  const required = asInputRequired(answer.result);
  if (required?.requestState === undefined) return answer;
  const here = call.upstream.status().transport === 'stdio';
  const requestState = requestStates.seal({ kind: 'server', state: required.requestState, here }, owner);
  return { ...answer, result: { ...answer.result, requestState } };
}

function withServersState({ cleared, runtime }: ServerCall, owner: StateOwner): JsonObject {
  const { requestState, ...params } = cleared.params;
  if (requestState === undefined) return params;
  if (typeof requestState !== 'string')
    throw new GatewayError('invalid_params', '"params.requestState" must be a string');
  const carried = runtime.requestStates.open(requestState, owner);
  return carried.kind === 'server' && carried.state !== undefined ? { ...params, requestState: carried.state } : params;
}
