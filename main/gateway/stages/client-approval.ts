import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { PRODUCT } from '../../../shared/product';
import type { Hold } from '../../../shared/model/approval';
import { describeHold } from '../../../shared/text/describe-hold';
import type { GrantQuestion } from '../approvals/grants';
import type { Settlement } from '../approvals/held-calls';
import { inputRequiredResult } from '../input-required/input-required';
import type { StateOwner } from '../input-required/request-state';
import type { ApprovalChannel, ChannelAnswer } from '../ports/approval-channel';
import type { Runtime } from '../runtime';
import { approvalQuestion, type PersonQuestion, recordSettlement, ROUND_KEY } from './ask-person';
import { panelFor } from './panel-for';
import { offers } from './request-client';
import type { RuledRequest } from './request-states';

/*
 * The question put to the user of the client itself, where the policy trusts the client with that: as a request in the
 * legacy era, as a round of `input_required` in the modern one.
 */

/** Longer ones are folded: a dialog of a client is small. */
const MAX_VALUE = 400;
const ANSWERS = { deny: 'deny', once: 'allow once', session: 'allow this session' } as const;

/** The legacy client as one more way to reach a person; none where it cannot or may not be asked. */
export function clientChannel(guarded: RuledRequest, runtime: Runtime): readonly ApprovalChannel[] {
  const { client } = guarded;
  const { ask } = client;
  if (ask === undefined || !mayAskClient(guarded, runtime)) return [];
  return [
    {
      name: 'client',
      async ask(hold, signal) {
        const request = { method: 'elicitation/create', params: elicitation(hold, runtime.now()) };
        return answerIn(await ask(request, signal)) ?? 'nobody-there';
      },
    },
  ];
}

interface RoundFacts {
  readonly about: GrantQuestion;
  readonly runtime: Runtime;
}

/** The `input_required` result that has a modern client ask its user; `undefined` where it cannot or may not. */
export function askOverClient(
  guarded: RuledRequest,
  question: PersonQuestion,
  { about, runtime }: RoundFacts,
): JsonObject | undefined {
  const isModern = guarded.client.era === 'modern' && guarded.transport !== 'gateway-tool';
  if (!isModern || !mayAskClient(guarded, runtime)) return undefined;
  // Once it has come back without an answer, others are asked; so are they where our state would replace its server’s.
  if (guarded.params['requestState'] !== undefined) return undefined;
  const held = runtime.approvals.desk.park(approvalQuestion(question, about, runtime));
  if ('isAllowed' in held) return undefined;
  const state = runtime.requestStates.seal({ kind: 'approval', id: held.id }, ownerOf(guarded));
  const request = { method: 'elicitation/create', params: { mode: 'form', ...elicitation(held, runtime.now()) } };
  return inputRequiredResult({ [ROUND_KEY]: request }, state);
}

/** How a call ended whose client came back: by what its user said there, or by what somebody said elsewhere meanwhile. */
export function answeredByClient(
  guarded: RuledRequest,
  question: PersonQuestion,
  { about, runtime }: RoundFacts,
): Settlement | undefined {
  const id = roundOf(guarded, runtime);
  if (id === undefined) return undefined;
  const { desk } = runtime.approvals;
  const responses = guarded.params['inputResponses'];
  const response = isJsonObject(responses) ? responses[ROUND_KEY] : undefined;
  const answer = isJsonObject(response) ? answerIn(response) : undefined;
  if (answer !== undefined && mayAskClient(guarded, runtime)) desk.answer(id, about, { answer, by: 'client' });
  const settlement = desk.collect(id, about);
  if (settlement !== undefined) recordSettlement(settlement, question, runtime);
  return settlement;
}

/** The request without what belongs to the question alone. */
export function withoutApprovalRound(guarded: RuledRequest): RuledRequest {
  const { inputResponses, ...params } = guarded.params;
  if (!isJsonObject(inputResponses) || inputResponses[ROUND_KEY] === undefined) return guarded;
  const { requestState, ...rest } = params;
  return { ...guarded, params: rest };
}

/** The call that this request is a later round of; `undefined` for a first round and for questions of servers. */
function roundOf(guarded: RuledRequest, { requestStates }: Runtime): string | undefined {
  const { requestState } = guarded.params;
  if (typeof requestState !== 'string' || guarded.client.era !== 'modern') return undefined;
  const carried = requestStates.open(requestState, ownerOf(guarded));
  return carried.kind === 'approval' ? carried.id : undefined;
}

function ownerOf({ visitor, route, method, params }: RuledRequest): StateOwner {
  const server = route.kind === 'server' ? route.server : 'gateway';
  return { keyId: visitor.principal.keyId, server, method, params };
}

function mayAskClient({ visitor, client, route }: RuledRequest, runtime: Runtime): boolean {
  if (route.kind !== 'server') return false;
  const { policy } = panelFor('input', { visitor, server: route.server, tool: route.name }, runtime);
  const { capabilities } = client.connecting;
  return policy.approvals.askClient && offers(capabilities, 'elicitation/create');
}

function elicitation(hold: Hold, now: number): JsonObject {
  const choices = hold.scopes.includes('session') ? Object.values(ANSWERS) : [ANSWERS.deny, ANSWERS.once];
  const lines = [`${PRODUCT.title} asks (request ${hold.id}):`, ...describeHold(hold, { maxValue: MAX_VALUE, now })];
  return {
    message: lines.join('\n'),
    requestedSchema: {
      type: 'object',
      properties: {
        decision: { type: 'string', title: 'Decision', enum: choices, default: ANSWERS.deny },
        note: { type: 'string', title: 'Why? (optional)', maxLength: 500 },
      },
      required: ['decision'],
    },
  };
}

/** `undefined`: the user closed the question without an answer. */
function answerIn({ action, content }: JsonObject): ChannelAnswer | undefined {
  if (action === 'decline') return { verdict: 'deny' };
  if (action !== 'accept' || !isJsonObject(content)) return undefined;
  const note = typeof content['note'] === 'string' && content['note'] !== '' ? { note: content['note'] } : {};
  switch (content['decision']) {
    case ANSWERS.once:
      return { verdict: 'allow', ...note };
    case ANSWERS.session:
      return { verdict: 'allow', scope: 'session', ...note };
    default:
      return { verdict: 'deny', ...note };
  }
}
