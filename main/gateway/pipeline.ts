import { GatewayError } from '../../shared/errors/gateway-error';
import type { Runtime } from './runtime';
import { applyArgumentRules, lookAgain } from './stages/apply-argument-rules';
import { identify } from './stages/authenticate';
import { awaitApproval } from './stages/await-approval';
import { callUpstream } from './stages/call-upstream';
import { checkArguments } from './stages/check-arguments';
import { guardFailure } from './stages/guard-failure';
import { guardInput } from './stages/guard-input';
import { guardOutput } from './stages/guard-output';
import { loadProfile } from './stages/load-profile';
import type { Arrival, ReceivedRequest, Visitor } from './stages/request-states';
import { refuse, respond, type Reply } from './stages/respond';
import { route } from './stages/route';
import { shorten } from './stages/shorten';
import { timeAdmission } from './tracing/time-admission';

/**
 * At the door: once per HTTP request or stdio message, before its meaning is looked at, so that a refusal can
 * still be a 401 with a challenge.
 */
export async function admit(arrival: Arrival, runtime: Runtime): Promise<Visitor> {
  const timing = timeAdmission(runtime);
  const authenticated = await identify(arrival, runtime, timing?.onAsked);
  const visitor = loadProfile(authenticated, runtime.config);
  runtime.sightings.saw(visitor.principal.keyId);
  return timing === undefined ? visitor : { ...visitor, admission: timing.end() };
}

/**
 * Inside: carries one request of a visitor to its server and back.
 *
 * Each stage takes the state the previous one made, so a stage cannot be left out or moved without the compiler
 * objecting. A stage that refuses throws a GatewayError.
 */
export async function handleRequest(received: ReceivedRequest, runtime: Runtime): Promise<Reply> {
  const { trail } = received;
  try {
    requireRecord(runtime);
    const routed = trail.at(await route(received, runtime));
    const checked = trail.at(await checkArguments(routed, runtime));
    const guarded = trail.at(await guardInput(checked, runtime));
    const ruled = trail.at(await applyArgumentRules(guarded, runtime));
    // Guard before approval: a person is never asked about what policy already forbids.
    const cleared = trail.at(await lookAgain(await awaitApproval(ruled, runtime), runtime));
    const answered = trail.at(await callUpstream(cleared, runtime));
    const released = trail.at(await guardOutput(answered, runtime));
    const shortened = trail.at(await shorten(released, runtime));
    return trail.end(respond(shortened));
  } catch (thrown) {
    return trail.end(refuse(received, await guardFailure(received, thrown, runtime)));
  }
}

/** What would leave no trace does not happen, where the operator wants it so. */
function requireRecord({ telemetry }: Runtime): void {
  if (telemetry.every((sink) => sink.ready?.() !== false)) return;
  throw new GatewayError('activity_unavailable', 'Requests cannot be recorded at the moment, so none is carried out');
}
