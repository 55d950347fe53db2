import { z } from 'zod';
import type { ActivityLine } from '../model/activity-line';
import type { ApprovalEvent } from '../model/approval';
import type { TokenEventMessage } from '../model/oauth';
import type { GatewayStatus } from '../model/status';
import { ActivityFilter } from './activity-inputs';
import { ClientChanged } from './clients';
import { modelled } from './common';
import { queryOf } from './define';
import { GatewayStatusSchema } from './status';

const typed = z.looseObject({ type: z.string() });

/** What may be listened to, and what each topic tells. */
export const eventTopics = {
  /** What happens to calls that wait for people. */
  approvals: modelled<ApprovalEvent>(typed),
  /** Lines as they are recorded; those that the gateway adds by itself, such as checkpoints, may be left out. */
  activity: modelled<{ readonly type: 'activity.recorded'; readonly line: ActivityLine }>(
    z.object({ type: z.literal('activity.recorded'), line: z.looseObject({ kind: z.string() }) }),
  ),
  /** What happens to tokens for servers. */
  tokens: modelled<TokenEventMessage>(typed),
  /** How the gateway is: at once, and whenever that has changed, at most twice a second. */
  status: modelled<{ readonly type: 'status.changed'; readonly status: GatewayStatus }>(
    z.object({ type: z.literal('status.changed'), status: GatewayStatusSchema }),
  ),
  /** Another configuration is in force. */
  config: z.object({ type: z.literal('config.changed') }),
  /** What becomes of the entries in connected clients. */
  clients: ClientChanged,
} as const;

type EventTopics = typeof eventTopics;
export type EventTopic = keyof EventTopics;

/** One thing that happened. Over HTTP: one server-sent event, named by its `type`. */
export type GatewayEvent = EventOf<EventTopic>;

export type EventOf<Topics extends EventTopic> = {
  readonly [Topic in Topics]: { readonly topic: Topic } & z.output<EventTopics[Topic]>;
}[Topics];

const EVENT_TOPICS = Object.keys(eventTopics) as readonly EventTopic[];

/** The one subscription; the members of a filter are about `activity` alone. */
export const EventsInput = ActivityFilter.extend({
  /** As a list, or as one text with commas. */
  topics: z.preprocess(
    (given) => (typeof given === 'string' ? given.split(',') : given),
    z.array(z.enum(EVENT_TOPICS)).min(1),
  ),
  /** A person sits at the other end who may decide about calls that wait. */
  decides: z
    .preprocess((given) => (given === 'true' ? true : given === 'false' ? false : given), z.boolean())
    .default(false),
});
export type EventsInput = z.input<typeof EventsInput> & { readonly topics: readonly EventTopic[] };

/** Below the root of the API. */
export const EVENTS_PATH = '/events';

/** The query of a subscription. */
export function eventsQuery({ topics, ...others }: EventsInput): string {
  return queryOf({ topics: topics.join(','), ...others });
}

/** Reads one event as it came over a wire; throws for one of another version. */
export function readEvent(given: unknown): GatewayEvent {
  const { topic } = z.looseObject({ topic: z.enum(EVENT_TOPICS) }).parse(given);
  return { ...(eventTopics[topic].parse(given) as object), topic } as GatewayEvent;
}
