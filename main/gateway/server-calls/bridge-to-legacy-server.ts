import { UpstreamRpcError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { inputRequiredResult, URL_ELICITATION_REQUIRED, urlElicitations } from '../input-required/input-required';
import { type CallStep, ParkedCall } from '../input-required/parked-calls';
import type { StateOwner } from '../input-required/request-state';
import { offers } from '../stages/request-client';
import type { UpstreamAnswer } from '../upstream/upstream';
import { ReverseRefusal } from '../upstream/upstream-client';
import { sendRequest, type ServerCall } from './send-request';

/**
 * Modern client, legacy server: the call stays open while the client, which can only be answered, is told what the
 * server asks, and comes back with the answers in a new request.
 */
export async function bridgeToLegacyServer(call: ServerCall, owner: StateOwner): Promise<UpstreamAnswer> {
  const { cleared, runtime } = call;
  const state = cleared.params['requestState'];
  const carried = typeof state === 'string' ? runtime.requestStates.open(state, owner) : undefined;
  const parked = carried?.kind === 'parked' ? runtime.parkedCalls.resume(carried.id) : begin(call);
  parked.notify = cleared.client.notify;
  const responses = cleared.params['inputResponses'];
  if (carried?.kind === 'parked' && isJsonObject(responses)) parked.give(responses);
  return finish(call, parked, owner);
}

function begin(call: ServerCall): ParkedCall {
  const parked = new ParkedCall();
  const { requestState, inputResponses, ...params } = call.cleared.params;
  const { capabilities } = call.cleared.client.connecting;
  parked.start((signal) =>
    sendRequest(
      { ...call, cleared: { ...call.cleared, signal } },
      {
        params,
        notify: (notification) => parked.notify(notification),
        onRequest: (request, until) => {
          if (offers(capabilities, request.method)) return parked.ask(request, until);
          throw new ReverseRefusal({ code: -32_601, message: `The client offers no ${request.method}` });
        },
      },
    ),
  );
  return parked;
}

async function finish(call: ServerCall, parked: ParkedCall, owner: StateOwner): Promise<UpstreamAnswer> {
  const { cleared, runtime } = call;
  const giveUp = () => parked.end(cleared.signal.reason as Error);
  cleared.signal.addEventListener('abort', giveUp, { once: true });
  try {
    const step: CallStep = await parked.next();
    if (step.kind === 'answered') return step.answer;
    runtime.parkedCalls.park(parked);
    const state = runtime.requestStates.seal({ kind: 'parked', id: parked.id }, owner);
    return { result: inputRequiredResult(step.inputRequests, state), era: 'modern' };
  } catch (failure) {
    const asked = failure instanceof UpstreamRpcError ? pagesToVisit(failure) : undefined;
    if (asked === undefined) throw failure;
    return { result: inputRequiredResult(asked, runtime.requestStates.seal({ kind: 'again' }, owner)), era: 'modern' };
  } finally {
    // From here on nobody listens; what is said meanwhile goes to whoever comes back.
    cleared.signal.removeEventListener('abort', giveUp);
    parked.notify = () => undefined;
  }
}

function pagesToVisit({ error }: UpstreamRpcError): JsonObject | undefined {
  return error.code === URL_ELICITATION_REQUIRED ? urlElicitations(error.data) : undefined;
}
