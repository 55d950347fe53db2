import { EventsInput, type EventTopic, type GatewayEvent } from '../../shared/contract/events';
import type { Caller } from '../../shared/contract/define';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { AdminServices } from './handlers';
import { parseInput } from './parse-input';

const STATUS_EVERY_MS = 500;

/** Somebody who listens. */
export interface EventListener {
  tell(event: GatewayEvent): void;
  /** Ends the listening. */
  readonly signal: AbortSignal;
  /** Called once everything that was asked for is heard. */
  onOpen(): void;
}

/**
 * Begins a subscription, for every door: throws `invalid_params` for one that cannot be understood and
 * `insufficient_permissions` for one that the caller may not have.
 */
export type Subscribe = (input: unknown, caller: Caller, listener: EventListener) => void;

interface Topic {
  readonly input: ReturnType<typeof EventsInput.parse>;
  readonly listener: EventListener;
}

export function createEventSources({
  status,
  approvals,
  activity,
  oauth,
  onConfigChange,
  onClientChange,
}: AdminServices): Subscribe {
  const sources: Readonly<Record<EventTopic, ((topic: Topic) => void) | undefined>> = {
    approvals:
      approvals &&
      (({ input: { decides }, listener: { tell, ...rest } }) =>
        void approvals.watch((event) => tell({ topic: 'approvals', ...event }), { decides, ...rest })),
    activity:
      activity &&
      (({ input: { topics: _, decides: __, ...filter }, listener: { tell, ...rest } }) =>
        void activity.admin.follow((line) => tell({ topic: 'activity', type: 'activity.recorded', line }), {
          filter,
          ...rest,
        })),
    tokens:
      oauth &&
      (({ listener: { tell, signal, onOpen } }) => {
        void oauth.watch((event) => tell({ topic: 'tokens', ...event }), signal);
        onOpen();
      }),
    status: ({ listener }) => tellStatus(status, listener),
    config:
      onConfigChange &&
      (({ listener: { tell, signal, onOpen } }) => {
        const leave = onConfigChange(() => tell({ topic: 'config', type: 'config.changed' }));
        signal.addEventListener('abort', leave, { once: true });
        onOpen();
      }),
    clients:
      onClientChange &&
      (({ listener: { tell, signal, onOpen } }) => {
        const leave = onClientChange((change) => tell({ topic: 'clients', type: 'client.changed', ...change }));
        signal.addEventListener('abort', leave, { once: true });
        onOpen();
      }),
  };

  return (given, caller, { tell, signal, onOpen }) => {
    const input = parseInput(EventsInput, given);
    requireScopes(input.decides, caller);
    const topics = [...new Set(input.topics)];
    const wanted = topics.flatMap((topic) => sources[topic] ?? []);
    if (wanted.length < topics.length) throw new GatewayError('unavailable', 'Not all of these topics are told here');
    let silent = wanted.length;
    const listener: EventListener = {
      tell,
      signal,
      onOpen() {
        silent -= 1;
        if (silent === 0) onOpen();
      },
    };
    for (const start of wanted) start({ input, listener });
  };
}

function requireScopes(decides: boolean, { scopes }: Caller): void {
  for (const scope of decides ? (['read', 'approve'] as const) : (['read'] as const)) {
    if (scopes.has(scope)) continue;
    throw new GatewayError('insufficient_permissions', `events need a credential with the scope "${scope}"`);
  }
}

function tellStatus(status: AdminServices['status'], { tell, signal, onOpen }: EventListener): void {
  let told = '';
  const look = (): void => {
    const now = status();
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    tell({ topic: 'status', type: 'status.changed', status: now });
  };
  onOpen();
  look();
  const timer = setInterval(look, STATUS_EVERY_MS).unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
