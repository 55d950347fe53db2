import { UpstreamRpcError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject, type RpcNotification } from '../../../shared/model/json-rpc';
import { inputRequiredResult, URL_ELICITATION_REQUIRED, urlElicitations } from '../input-required/input-required';
import { type CallStep, ParkedCall } from '../input-required/parked-calls';
import type { StateOwner } from '../input-required/request-state';
import { capabilityFor } from '../stages/request-client';
import type { UpstreamAnswer } from '../upstream/upstream';
import type { ReverseRequest } from '../upstream/upstream-client';
import { leasePlace } from './lease-place';
import { wantsLog } from './log-levels';
import { sendRequest, type ServerCall } from './send-request';

/** What a client is told that would have to offer more for this call (MCP 2026-07-28, Basic → Error Codes). */
const MISSING_CAPABILITY = -32_021;

/**
 * Modern client, legacy server: the call stays open while the client, which can only be answered, is told what the
 * server asks, and comes back with the answers in a new request.
 */
export async function bridgeToLegacyServer(call: ServerCall, owner: StateOwner): Promise<UpstreamAnswer> {
  const { cleared, runtime } = call;
  const state = cleared.params['requestState'];
  const carried = typeof state === 'string' ? runtime.requestStates.open(state, owner) : undefined;
  const parked = carried?.kind === 'parked' ? runtime.parkedCalls.resume(carried.id) : await begin(call);
  const { client } = cleared;
  parked.notify = (notification: RpcNotification) => {
    if (wantsLog(notification, client.logLevel)) client.notify(notification);
  };
  const responses = cleared.params['inputResponses'];
  if (carried?.kind === 'parked' && isJsonObject(responses)) parked.give(responses);
  return finish(call, parked, owner);
}

async function begin(call: ServerCall): Promise<ParkedCall> {
  const { upstream, release } = leasePlace(call);
  const parked = new ParkedCall();
  const { cleared, route } = call;
  const { requestState, inputResponses, ...params } = cleared.params;
  await call.runtime.logLevels.raise(upstream, cleared.client.logLevel, cleared.signal);
  parked.start((signal) =>
    sendRequest(
      { ...call, upstream, cleared: { ...cleared, signal } },
      {
        params,
        notify: (notification) => parked.notify(notification),
        onRequest: (request, until) => {
          const missing = missingCapability(request, call);
          if (missing !== undefined) parked.refuse(new UpstreamRpcError(missing, route.server));
          return parked.ask(request, until);
        },
      },
    ).finally(release),
  );
  return parked;
}

function missingCapability({ method }: ReverseRequest, { cleared }: ServerCall) {
  const capability = capabilityFor(method);
  if (capability === undefined || cleared.client.connecting.capabilities[capability] !== undefined) return undefined;
  const message = `This call needs the client capability "${capability}"`;
  return { code: MISSING_CAPABILITY, message, data: { requiredCapabilities: { [capability]: {} } } };
}

async function finish(call: ServerCall, parked: ParkedCall, owner: StateOwner): Promise<UpstreamAnswer> {
  const { cleared, runtime } = call;
  const giveUp = () => parked.end(cleared.signal.reason as Error);
  cleared.signal.addEventListener('abort', giveUp, { once: true });
  try {
    const step: CallStep = await parked.next();
    if (step.kind === 'answered') return step.answer;
    const state = runtime.requestStates.seal({ kind: 'parked', id: runtime.parkedCalls.park(parked) }, owner);
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
