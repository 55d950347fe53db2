import { assertNever } from '../../shared/assert-never';
import type { EventsInput, GatewayEvent } from '../../shared/contract/events';
import type { ActivityLine } from '../../shared/model/activity-line';
import type { ApprovalEvent } from '../../shared/model/approval';
import type { GatewayStatus } from '../../shared/model/status';
import { withDecision } from '../model/holds';
import { knownOf } from '../model/load';
import { withLine } from '../stores/load-recent';
import type { Stores } from '../stores/stores';
import { problemOf } from './problem-of';
import { RemoteError } from './remote-error';
import type { Transport } from './transport';

/** All that the console shows. */
export const EVERYTHING: EventsInput = {
  topics: ['status', 'approvals', 'activity', 'tokens', 'config', 'clients'],
};

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
/** Lines come in bursts; the screen need not be drawn for each. */
const GATHER_MS = 250;

export interface Live {
  /** Listens, and connects again whenever that ends, until the returned function is called. */
  start(): () => void;
  /** Connects at once, for example because there is a new token. */
  restart(): void;
}

/** The only subscriber: what happens in the gateway, and which store hears of it. */
export function createLive(transport: Transport, stores: Stores, listening: EventsInput): Live {
  let attempt = new AbortController();
  let stop: (() => void) | undefined;
  const gather = createGatherer(stores);

  function hear(event: GatewayEvent): void {
    switch (event.topic) {
      case 'status':
        return hearStatus(stores, event.status);
      case 'approvals':
        return hearApproval(stores, event);
      case 'activity':
        return gather(event.line);
      case 'tokens':
        return stores.tokens.renew();
      case 'config':
        for (const resource of [stores.servers, stores.tools, stores.clients]) resource.renew();
        return stores.configRevision.setState((revision) => revision + 1, true);
      case 'clients':
        return stores.clients.renew();
      default:
        return assertNever(event);
    }
  }

  /** Resolves when it is over, for whatever reason. */
  function listen({ signal }: AbortController): Promise<void> {
    return new Promise((done) => {
      const leave = transport.subscribe(listening, (heard) => {
        switch (heard.kind) {
          case 'open':
            return noteOpen(stores);
          case 'event':
            return hear(heard.event);
          case 'ended':
            noteLoss(stores, heard.failure);
            return done();
        }
      });
      signal.addEventListener('abort', () => {
        leave();
        done();
      });
    });
  }

  async function run(ended: AbortSignal): Promise<void> {
    let waitMs = FIRST_WAIT_MS;
    while (!ended.aborted) {
      attempt = new AbortController();
      const { signal } = attempt;
      const openedAt = Date.now();
      await listen(attempt);
      if (Date.now() - openedAt > LONGEST_WAIT_MS) waitMs = FIRST_WAIT_MS;
      const isRefused = stores.connection.getState().phase === 'unauthorized';
      if (!signal.aborted) await pause(isRefused ? undefined : waitMs, signal);
      waitMs = signal.aborted ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  return {
    start() {
      const ended = new AbortController();
      stop = () => {
        ended.abort();
        attempt.abort();
      };
      void run(ended.signal);
      return stop;
    },
    restart: () => attempt.abort(),
  };
}

function noteOpen(stores: Stores): void {
  stores.connection.setState({ phase: 'live' }, true);
  for (const resource of resourcesOf(stores)) resource.renew();
}

/** A server that became ready may offer something else than before. */
function hearStatus({ status, tools }: Stores, now: GatewayStatus): void {
  const readyIn = ({ upstreams }: GatewayStatus): string =>
    JSON.stringify(
      upstreams.filter(({ state }) => state === 'ready').map(({ server, startedAt }) => [server, startedAt]),
    );
  const before = knownOf(status.getState());
  status.tell(now);
  if (before !== undefined && readyIn(before) !== readyIn(now)) tools.renew();
}

function hearApproval({ approvals, grants, pauses }: Stores, event: ApprovalEvent): void {
  switch (event.type) {
    case 'grant.changed':
      return grants.renew();
    case 'pause.changed':
      return pauses.renew();
    default:
      return approvals.change((holds) => withDecision(holds, event));
  }
}

function createGatherer({ recent, lastLine }: Stores): (line: ActivityLine) => void {
  let gathered: ActivityLine[] = [];
  return (line) => {
    gathered.push(line);
    if (gathered.length > 1) return;
    setTimeout(() => {
      const lines = gathered;
      gathered = [];
      const requests = lines.filter(({ kind }) => kind === 'request');
      if (requests.length > 0) recent.change((known) => requests.reduce(withLine, known));
      for (const each of lines) lastLine.setState(each, true);
    }, GATHER_MS);
  };
}

function noteLoss(stores: Stores, failure: unknown): void {
  if (failure instanceof RemoteError && failure.asksForToken) {
    const token = failure.error.name === 'unauthenticated' ? 'missing' : 'wrong';
    stores.connection.setState({ phase: 'unauthorized', token }, true);
    return;
  }
  const problem = problemOf(failure);
  stores.connection.setState(
    (before) => ({ phase: 'lost', problem, since: before.phase === 'lost' ? before.since : Date.now() }),
    true,
  );
  for (const resource of resourcesOf(stores)) resource.lose(failure);
}

const resourcesOf = ({ status, approvals, grants, pauses, tokens, recent, clients, servers, tools }: Stores) =>
  [status, approvals, grants, pauses, tokens, recent, clients, servers, tools] as const;

/** Waits, for ever where no time is given, until the signal aborts. */
function pause(ms: number | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = ms === undefined ? undefined : setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
