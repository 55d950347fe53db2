import type { ApprovalChannel } from '../ports/approval-channel';
import type { ApprovalDirection, ApprovalReason, Grant } from '../../../shared/model/approval';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { Finding } from '../../../shared/model/verdict';
import type { ApprovalQuestion } from '../approvals/approval-question';
import { patienceOf } from '../approvals/client-patience';
import { canonicalJson, definitionHash, type Fingerprints } from '../approvals/fingerprints';
import { argumentsOf, type GrantQuestion } from '../approvals/grants';
import type { Settlement } from '../approvals/held-calls';
import { maskContent } from '../approvals/hold-content';
import { annotationsOf } from '../approvals/reasons-to-ask';
import type { Runtime } from '../runtime';
import { deniedForGood } from './approval-refusal';
import { keepClientWaiting } from './keep-client-waiting';
import type { RoutedRequest } from './request-states';
import { checkStillAllowed } from './still-allowed';

/** A request, or its result, that a person must look at. */
export interface PersonQuestion {
  readonly request: Pick<
    RoutedRequest,
    'visitor' | 'client' | 'method' | 'route' | 'params' | 'trail' | 'signal' | 'progressToken'
  >;
  readonly direction: ApprovalDirection;
  /** What is held, as the other side would get it. */
  readonly content: JsonObject;
  /** The same as it was said, before anything was replaced or put back: findings point into this. */
  readonly said: JsonObject;
  readonly definition: JsonObject | undefined;
  readonly findings: readonly Finding[];
  /** All that is worth telling. */
  readonly reasons: readonly ApprovalReason[];
  /** The rules that want somebody asked. */
  readonly ruleIds: readonly string[];
  /** Beside those of the configuration. */
  readonly channels?: readonly ApprovalChannel[];
}

/** However long the call has taken already. */
const LEAST_WAIT_MS = 1_000;

/** Members of parameters that differ from round to round of one request. */
const OF_THE_ROUND: ReadonlySet<string> = new Set(['_meta', 'requestState', 'inputResponses']);

/** What of a request’s parameters stays the same in all its rounds, and is compared before it is sent. */
export function contentOf(params: JsonObject): JsonObject {
  const entries = Object.entries(params).filter(([name]) => !OF_THE_ROUND.has(name));
  return Object.fromEntries(entries);
}

/** The name of our own question among the answers that a client comes back with. */
export const ROUND_KEY = 'approval';

/** What of a request is allowed: also what it answers to its server, but not what it answers to us. */
export function heldContent(params: JsonObject): JsonObject {
  const { inputResponses } = params;
  const isOurs = isJsonObject(inputResponses) && inputResponses[ROUND_KEY] !== undefined;
  return inputResponses === undefined || isOurs ? contentOf(params) : { ...contentOf(params), inputResponses };
}

/** The same as people see it: what a client notes for itself only where something was found in it. */
export function shownContent(params: JsonObject, findings: readonly Finding[]): JsonObject {
  const { _meta } = params;
  const isWorthIt = _meta !== undefined && findings.some(({ at }) => at?.startsWith('/_meta/') === true);
  return { ...heldContent(params), ...(isWorthIt ? { _meta } : {}) };
}

/** What an earlier decision is looked up by. */
export function grantQuestion(question: PersonQuestion, runtime: Runtime): GrantQuestion {
  const { request, direction, content, definition, ruleIds } = question;
  const { visitor, client, method, route, params } = request;
  const { fingerprints } = runtime.approvals;
  return {
    configId: visitor.profile.configId,
    keyId: visitor.principal.keyId,
    sessionId: client.connecting.sessionId,
    server: route.kind === 'server' ? route.server : 'gateway',
    method,
    name: nameOf(question, fingerprints),
    definitionHash: definitionHash(definition),
    direction,
    contentHash: fingerprints.of(content),
    args: argumentsOf(params),
    ruleIds,
  };
}

/** What a request is about, the same on every face. A URI may carry a secret, and names are remembered. */
function nameOf(
  { request, findings }: Pick<PersonQuestion, 'request' | 'findings'>,
  fingerprints: Fingerprints,
): string {
  const { method, route, params } = request;
  const { uri, ref } = params;
  const { name: refName, uri: refUri } = isJsonObject(ref) && method === 'completion/complete' ? ref : {};
  const own = method.startsWith('resources/') ? uri : (refName ?? refUri);
  const name = typeof own === 'string' ? own : (('name' in route ? route.name : undefined) ?? method);
  const { content, masked } = maskContent({ uri: name }, name === uri ? findings : []);
  const shown = masked.length === 0 ? undefined : (content as { readonly uri: string }).uri;
  return shown === undefined ? name : `${shown} ${fingerprints.of(name).slice(0, 8)}`;
}

/** What an earlier decision says; a permission is used up by asking. The record of it is written. */
export function decidedBefore(about: GrantQuestion, question: PersonQuestion, runtime: Runtime): Grant | undefined {
  const { grants } = runtime.approvals;
  const grant = grants.find(about);
  if (grant === undefined) return undefined;
  grants.use(grant);
  question.request.trail.decided({
    id: grant.id,
    outcome: grant.effect === 'allow' ? `allowed_by_grant:${grant.id}` : 'denied_user',
    by: grant.by,
    direction: question.direction,
    waitedMs: 0,
    ...(grant.note === undefined ? {} : { note: grant.note }),
  });
  return grant;
}

/**
 * Puts to a person what nobody has decided before. Resolves with how it was refused, `undefined` where it is allowed; throws
 * where it was denied for good.
 */
export async function refusedBy(
  question: PersonQuestion,
  about: GrantQuestion,
  runtime: Runtime,
): Promise<Settlement | undefined> {
  const before = decidedBefore(about, question, runtime);
  if (before?.effect === 'deny') throw deniedForGood(before);
  if (before !== undefined) return undefined;
  const settlement = await askPerson(question, about, runtime);
  return settlement.isAllowed ? undefined : settlement;
}

/** Waits for a person, keeps the client waiting meanwhile, and writes the record of how it ended. */
export async function askPerson(question: PersonQuestion, about: GrantQuestion, runtime: Runtime): Promise<Settlement> {
  const { request } = question;
  const { client, signal } = request;
  const withdrawn = client.gone === undefined ? signal : AbortSignal.any([signal, client.gone]);
  const stopKeeping = keepClientWaiting(request);
  try {
    const settlement = await runtime.approvals.desk.ask(approvalQuestion(question, about, runtime), withdrawn);
    recordSettlement(settlement, question, runtime);
    if (settlement.isAllowed) await checkStillAllowed(question, about, runtime);
    return settlement;
  } finally {
    stopKeeping();
  }
}

/** Everything that the desk needs to show a call to people. */
export function approvalQuestion(question: PersonQuestion, about: GrantQuestion, runtime: Runtime): ApprovalQuestion {
  const { request, direction, said, definition, findings, reasons, channels = [] } = question;
  const { visitor, client, method, progressToken, trail } = request;
  const { keyId, projectId, userId } = visitor.principal;
  const { config, approvals, approvalChannels } = runtime;
  const keyName = config.keys[keyId]?.name;
  const allowed = allowedDefinitions(about, approvals);
  const hasProgress = progressToken !== undefined;
  const { isUnhurried } = approvals.desk;
  const patience = patienceOf({ keyId, claimedName: client.name, hasProgress, isUnhurried }, config.approvals);
  const elapsed = hasProgress ? 0 : runtime.now() - trail.beganAt;
  return {
    about,
    raw: said,
    size: canonicalJson(said).length,
    ...(direction === 'response' ? { requestHash: approvals.fingerprints.of(heldContent(request.params)) } : {}),
    channels: [...channels, ...approvalChannels],
    limits: config.approvals,
    waitMs: Math.max(patience - elapsed, Math.min(patience, LEAST_WAIT_MS)),
    shown: {
      client: {
        keyId,
        projectId,
        userId,
        ...(keyName === undefined ? {} : { keyName }),
        ...(client.name === undefined ? {} : { claimedName: client.name }),
      },
      server: about.server,
      method,
      tool: {
        name: about.name,
        definitionHash: about.definitionHash,
        firstUse: allowed.length === 0,
        changedSinceGrant: allowed.length > 0 && !allowed.includes(about.definitionHash),
        annotations: annotationsOf(definition),
      },
      reasons,
      direction,
      ...maskContent(said, findings),
    },
  };
}

/** Hashes of the definitions under which this key may use the tool for longer, or was last allowed to once. */
function allowedDefinitions(about: GrantQuestion, { desk, grants }: Runtime['approvals']): readonly string[] {
  const { keyId, server, name } = about;
  const isMeant = (grant: Grant): boolean =>
    grant.effect === 'allow' && grant.keyId === keyId && grant.server === server && grant.name === name;
  const lasting = grants.list().filter(isMeant);
  const hashes = [...lasting.map((grant) => grant.definitionHash), desk.allowedDefinition(about)];
  return hashes.filter((hash) => hash !== undefined);
}

export function recordSettlement(
  settlement: Settlement,
  { request, direction, findings }: PersonQuestion,
  runtime: Runtime,
): void {
  const { id, outcome, by, note, waitedMs, isAllowed } = settlement;
  request.trail.decided({
    id,
    outcome,
    direction,
    waitedMs,
    ...(by === undefined ? {} : { by }),
    ...(note === undefined ? {} : { note }),
  });
  if (isAllowed || outcome === 'cancelled_client') return;
  const { route } = request;
  const { denials, fingerprints } = runtime.approvals;
  const server = route.kind === 'server' ? route.server : 'gateway';
  denials.count({ server, name: nameOf({ request, findings }, fingerprints), outcome });
}
