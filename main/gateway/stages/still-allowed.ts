import { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject } from '../../../shared/model/json-rpc';
import { definitionHash } from '../approvals/fingerprints';
import type { GrantQuestion } from '../approvals/grants';
import type { Runtime } from '../runtime';
import { deniedForGood } from './approval-refusal';
import type { PersonQuestion } from './ask-person';
import { authenticate } from './authenticate';
import { loadProfile } from './load-profile';
import { settingsOf } from './panel-for';
import type { Visitor } from './request-states';
import { catalogOf } from './route';
import { usedDefinition } from './used-definition';

type Waited = Pick<PersonQuestion, 'request' | 'direction'>;

/**
 * Looks at the world again once a person has allowed what waited: who asks must still be let in, and what was allowed
 * must still be what it was. Throws the refusal.
 */
export async function checkStillAllowed(waited: Waited, about: GrantQuestion, runtime: Runtime): Promise<void> {
  await runtime.inForce(async (now) => {
    const visitor = await admitAgain(waited.request.visitor, now);
    const { grants, pauses } = runtime.approvals;
    pauses.check(about);
    const grant = grants.find(about);
    if (grant?.effect === 'deny') throw deniedForGood(grant);
    if (waited.direction === 'response' || waited.request.route.kind !== 'server') return;
    const { server } = waited.request.route;
    const before = settingsOf(waited.request.visitor, server, runtime);
    const isSame = now === runtime || JSON.stringify(before) === JSON.stringify(settingsOf(visitor, server, now));
    if (!isSame || !visitor.profile.servers.has(server)) throw changed('the server', about);
    const definition = await definitionNow(waited.request, visitor, now);
    if (definitionHash(definition) !== about.definitionHash) throw changed(`the definition of ${about.name}`, about);
  });
}

/** The same principal at the same door, under the configuration that is in force now. */
async function admitAgain({ credentials, face, principal, profile }: Visitor, now: Runtime): Promise<Visitor> {
  const visitor = loadProfile(await authenticate({ stage: 'arrived', credentials, face }, now), now.config);
  const isSame =
    visitor.principal.keyId === principal.keyId &&
    visitor.principal.projectId === principal.projectId &&
    visitor.profile.configId === profile.configId;
  if (isSame) return visitor;
  throw new GatewayError('approval_void', 'The key became another while its call waited; nothing was done');
}

function definitionNow(request: Waited['request'], visitor: Visitor, now: Runtime): Promise<JsonObject | undefined> {
  const { route } = request;
  if (route.kind !== 'server' || route.tool === undefined) return usedDefinition({ ...request, visitor }, now);
  const { server, name } = route.tool;
  // Through the operator’s names, so that what is hidden since then is not there.
  const shown = visitor.profile.curation?.of(server, 'tools')?.shownName(name) ?? name;
  return catalogOf({ ...request, visitor }, now)
    .findTool(server, shown)
    .then((tool) => tool?.definition);
}

function changed(what: string, { server }: GrantQuestion): GatewayError {
  const message = `Of ${server}, ${what} changed while the call waited for a person; nothing was sent`;
  return new GatewayError('approval_void', message, { server });
}
