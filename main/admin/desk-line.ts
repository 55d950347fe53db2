import { randomUUID } from 'node:crypto';
import { ERROR_CODES, type ErrorCode } from '../../shared/errors/codes';
import { asGatewayError, GatewayError } from '../../shared/errors/gateway-error';
import type { ApprovalEvent, Hold } from '../../shared/model/approval';
import { isJsonObject } from '../../shared/model/json-rpc';
import type { SharedState } from '../gateway/shared-state/shared-state';
import type { ApprovalAdmin } from './approval-admin';

const TOPIC = 'desk';
const HERE_EVERY_MS = 2_000;
/** Whoever was not heard of for so long is gone, and its calls with it. */
const ALIVE_MS = 7_000;
const ANSWER_WITHIN_MS = 3_000;

/** What one desk can be asked by another. */
type Asked = 'show' | 'decide' | 'reveal';

type Message =
  | { readonly kind: 'here'; readonly from: string; readonly decides: boolean; readonly holds: readonly Hold[] }
  | { readonly kind: 'event'; readonly from: string; readonly event: ApprovalEvent }
  | {
      readonly kind: 'ask';
      readonly from: string;
      readonly to: string;
      readonly nr: string;
      readonly what: Asked;
      readonly id: string;
      readonly input: unknown;
    }
  | {
      readonly kind: 'answer';
      readonly to: string;
      readonly nr: string;
      readonly value?: unknown;
      readonly problem?: { readonly code: string; readonly message: string };
    };

type Answer = Extract<Message, { readonly kind: 'answer' }>;

interface Other {
  at: number;
  decides: boolean;
  holds: ReadonlyMap<string, Hold>;
}

/** The line between the desks of gateways that share a store. */
export interface DeskLine {
  /** Calls that wait at other desks. */
  elsewhere(): readonly Hold[];
  /** The desk at which a call waits, if it is another. */
  ownerOf(id: string): string | undefined;
  /** Has another desk do something; rejects with what it refuses, or `unavailable` where it does not answer. */
  ask(to: string, what: Asked, question: { readonly id: string; readonly input?: unknown }): Promise<unknown>;
  /** Tells the others how many sit here who can decide. */
  attend(deciding: number): Promise<void>;
  close(): void;
}

export interface DeskLineNeeds {
  readonly local: ApprovalAdmin;
  readonly shared: SharedState;
  /** Told of what happens to calls that wait at other desks. */
  readonly onEvent: (event: ApprovalEvent) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export function createDeskLine({ local, shared, onEvent, now }: DeskLineNeeds): DeskLine {
  const own = randomUUID();
  const desks = createOtherDesks(local, now);
  const ending = new AbortController();
  let deciding = 0;
  const publish = (message: Message): void => shared.publish(TOPIC, JSON.stringify(message));
  const questions = createQuestions(own, publish);

  async function sayHere(): Promise<void> {
    const holds = (await local.list()).filter(({ state }) => state === 'pending');
    publish({ kind: 'here', from: own, decides: deciding > 0, holds });
    desks.standIn();
  }

  function heard(message: Message): void {
    if (message.kind === 'answer') return questions.answered(message);
    if (message.from === own) return;
    if (message.kind === 'ask') return void (message.to === own && void answerTo(message, local).then(publish));
    desks.heard(message);
    if (message.kind === 'event') onEvent(message.event);
  }

  shared.listen(TOPIC, (text) => {
    const message: unknown = JSON.parse(text);
    if (isJsonObject(message) && typeof message['kind'] === 'string') heard(message as unknown as Message);
  });
  const tell = (event: ApprovalEvent): void => {
    // What people decided for calls to come, and pauses, are shared by themselves.
    if (event.type.startsWith('approval.')) publish({ kind: 'event', from: own, event });
  };
  void local.watch(tell, { decides: false, signal: ending.signal });
  const timer = setInterval(() => void sayHere(), HERE_EVERY_MS).unref();
  shared.onReachable(() => void sayHere());

  return {
    elsewhere: desks.holds,
    ownerOf: desks.ownerOf,
    ask: questions.ask,
    attend(count) {
      deciding = count;
      return sayHere();
    },
    close() {
      clearInterval(timer);
      ending.abort();
      desks.close();
    },
  };
}

/** What is known of the other desks. */
function createOtherDesks(local: ApprovalAdmin, now: () => number) {
  const others = new Map<string, Other>();
  let seat: AbortController | undefined;
  const alive = (): readonly (readonly [string, Other])[] => [...others].filter(([, { at }]) => now() - at <= ALIVE_MS);

  /** Somebody who decides at another desk is somebody to ask at this one. */
  function standIn(): void {
    const living = new Set(alive().map(([name]) => name));
    for (const name of others.keys()) if (!living.has(name)) others.delete(name);
    const isNeeded = [...others.values()].some(({ decides }) => decides);
    if (isNeeded && seat === undefined) {
      seat = new AbortController();
      void local.watch(() => undefined, { decides: true, signal: seat.signal });
    } else if (!isNeeded) {
      seat?.abort();
      seat = undefined;
    }
  }

  return {
    standIn,
    holds: (): readonly Hold[] => alive().flatMap(([, { holds }]) => [...holds.values()]),
    ownerOf: (id: string): string | undefined => alive().find(([, { holds }]) => holds.has(id))?.[0],
    heard(message: Extract<Message, { readonly kind: 'here' | 'event' }>): void {
      const other = others.get(message.from) ?? { at: 0, decides: false, holds: new Map<string, Hold>() };
      others.set(message.from, other);
      other.at = now();
      if (message.kind === 'event') {
        other.holds = after(message.event, other.holds);
        return;
      }
      other.decides = message.decides;
      other.holds = new Map(message.holds.map((hold) => [hold.id, hold]));
      standIn();
    },
    close: () => seat?.abort(),
  };
}

function after(event: ApprovalEvent, holds: ReadonlyMap<string, Hold>): ReadonlyMap<string, Hold> {
  const next = new Map(holds);
  if (event.type === 'approval.held') next.set(event.hold.id, event.hold);
  else if (event.type === 'approval.resolved' || event.type === 'approval.expired') next.delete(event.id);
  return next;
}

/** What was asked of other desks, until they have answered. */
function createQuestions(own: string, publish: (message: Message) => void) {
  const waiting = new Map<string, (answer: Answer) => void>();
  return {
    answered({ to, nr, ...rest }: Answer): void {
      if (to === own) waiting.get(nr)?.({ to, nr, ...rest });
    },
    async ask(
      to: string,
      what: Asked,
      { id, input }: { readonly id: string; readonly input?: unknown },
    ): Promise<unknown> {
      const nr = randomUUID();
      const answer = await new Promise<Answer | undefined>((resolve) => {
        const timer = setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS);
        waiting.set(nr, (said) => (clearTimeout(timer), resolve(said)));
        publish({ kind: 'ask', from: own, to, nr, what, id, input });
      }).finally(() => waiting.delete(nr));
      if (answer === undefined) {
        throw new GatewayError('unavailable', `The gateway at which call ${id} waits does not answer`);
      }
      if (answer.problem === undefined) return answer.value;
      const { code, message } = answer.problem;
      throw new GatewayError(Object.hasOwn(ERROR_CODES, code) ? (code as ErrorCode) : 'operation_failed', message);
    },
  };
}

async function answerTo(
  { from, nr, what, id, input }: Extract<Message, { readonly kind: 'ask' }>,
  local: ApprovalAdmin,
): Promise<Message> {
  try {
    const value = what === 'show' ? await local.show(id) : await local[what](id, input);
    return { kind: 'answer', to: from, nr, value };
  } catch (failure) {
    const { code, message } = asGatewayError(failure);
    return { kind: 'answer', to: from, nr, problem: { code, message } };
  }
}
