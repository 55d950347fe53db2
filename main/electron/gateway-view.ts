import type { ActivityLine, RequestEntry } from '../../shared/model/activity-line';
import type { Hold, Pause } from '../../shared/model/approval';
import type { TokenState } from '../../shared/model/oauth';
import type { GatewayStatus } from '../../shared/model/status';
import type { AdminClient } from '../../shared/contract/contract';
import type { GatewayEvent } from '../../shared/contract/events';
import type { Logger } from '../gateway/ports/logger';
import type { Network } from './network';

export type ClientRow = Awaited<ReturnType<AdminClient['clients']['list']>>[number];

/** What tray and notifications know of the gateway. */
export interface GatewayView {
  /** `starting` until its first look is done. */
  readonly phase: 'starting' | 'running' | 'stopping';
  /** Whether this machine has a network; servers on it can be had without one. */
  readonly isOnline: boolean;
  readonly status?: GatewayStatus;
  /** Calls that wait for a person now, in the order of their arrival. */
  readonly holds: readonly Hold[];
  readonly pauses: readonly Pause[];
  /** Those on this machine. */
  readonly clients: readonly ClientRow[];
  readonly tokens: readonly TokenState[];
  /** What was stopped, newest first. */
  readonly blocks: readonly RequestEntry[];
}

/** The house as it is seen from here: the operations that are asked, and the one subscription. */
export interface ViewSource {
  readonly ask: Pick<AdminClient, 'approvals' | 'pauses' | 'clients' | 'tokens' | 'activity'>;
  /** Ends when the signal aborts. */
  readonly subscribe: (tell: (event: GatewayEvent) => void, signal: AbortSignal) => void;
}

interface ViewNeeds extends ViewSource {
  readonly network: Pick<Network, 'isOnline' | 'onChange'>;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The view is another one. */
  readonly onChange: (view: GatewayView) => void;
  /** Something happened; the view knows of it where it can. */
  readonly onEvent: (event: GatewayEvent, view: GatewayView) => void;
}

export interface FollowedGateway {
  readonly view: () => GatewayView;
  /** Hears no more; the gateway is stopping. */
  stop(): void;
}

type Change = (view: GatewayView) => Partial<GatewayView>;

/** As many as a menu shows. */
export const MOST_BLOCKS = 10;
/** Timers of Node are no longer than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const EMPTY: Omit<GatewayView, 'isOnline'> = {
  phase: 'starting',
  holds: [],
  pauses: [],
  clients: [],
  tokens: [],
  blocks: [],
};

/**
 * Follows the gateway over one subscription. What an event does not carry is asked for when the event comes; nothing is
 * asked for in between.
 */
export function followGateway(needs: ViewNeeds): FollowedGateway {
  const { ask, subscribe, network, log, now, onChange, onEvent } = needs;
  const leaving = new AbortController();
  let view: GatewayView = { ...EMPTY, isOnline: network.isOnline() };
  const turns = new Map<string, number>();
  /** What happened while a part was being asked for: the answer may not know of it yet. */
  const meanwhile = new Map<string, Change[]>();
  let resume: NodeJS.Timeout | undefined;

  function set(change: Partial<GatewayView>): void {
    view = { ...view, ...change };
    onChange(view);
  }

  /** A part that cannot be had, because this house has none or because it is being stopped, stays as it was. */
  async function load(what: string, read: () => Promise<Partial<GatewayView>>): Promise<void> {
    const turn = (turns.get(what) ?? 0) + 1;
    turns.set(what, turn);
    meanwhile.set(what, []);
    try {
      const answer = await read();
      // An answer to an earlier question may come later.
      if (leaving.signal.aborted || turns.get(what) !== turn) return;
      const changes = [() => answer, ...(meanwhile.get(what) ?? [])];
      set(changes.reduce<GatewayView>((now, change) => ({ ...now, ...change(now) }), view));
    } catch (failure) {
      if (!leaving.signal.aborted) log.debug('The tray does without a part', { what, cause: String(failure) });
    } finally {
      if (turns.get(what) === turn) meanwhile.delete(what);
    }
  }

  /** Puts into the view what an event carries, and into an answer that is under way. */
  function put(what: string, change: Change): void {
    meanwhile.get(what)?.push(change);
    set(change(view));
  }

  const read = readParts(ask);
  const loadClients = () => load('clients', read.clients);
  const loadTokens = () => load('tokens', read.tokens);
  const loadPauses = () =>
    load('pauses', async () => {
      const { pauses } = await read.pauses();
      lookAgainWhenOver(pauses);
      return { pauses };
    });

  /** A pause ends by itself, and nobody says so. */
  function lookAgainWhenOver(pauses: readonly Pause[]): void {
    clearTimeout(resume);
    const ends = pauses.flatMap(({ until }) => until ?? []);
    if (ends.length === 0) return;
    const inMs = Math.min(Math.max(0, Math.min(...ends) - now()) + 50, LONGEST_TIMER_MS);
    resume = setTimeout(() => void loadPauses(), inMs).unref();
  }

  function putBlock(line: RequestEntry): void {
    put('blocks', ({ blocks }) => {
      const others = blocks.filter(({ correlationId }) => correlationId !== line.correlationId);
      return { blocks: [line, ...others].slice(0, MOST_BLOCKS) };
    });
  }

  function hear(event: GatewayEvent): void {
    switch (event.topic) {
      case 'status':
        set({ status: event.status });
        break;
      case 'approvals':
        if (event.type === 'approval.held') put('holds', ({ holds }) => ({ holds: withHold(holds, event.hold) }));
        else if (event.type === 'pause.changed') void loadPauses();
        else if ('id' in event && event.type !== 'approval.shown') {
          put('holds', ({ holds }) => ({ holds: holds.filter(({ id }) => id !== event.id) }));
        }
        break;
      case 'activity':
        if (isStopped(event.line)) putBlock(event.line);
        break;
      case 'tokens':
        void loadTokens();
        break;
      case 'clients':
        void loadClients();
        break;
      case 'config':
        void Promise.all([loadClients(), loadTokens()]);
        break;
    }
    onEvent(event, view);
  }

  subscribe(hear, leaving.signal);
  leaving.signal.addEventListener(
    'abort',
    network.onChange((isOnline) => set({ isOnline })),
  );
  void Promise.all([
    load('holds', read.holds),
    load('blocks', read.blocks),
    loadPauses(),
    loadClients(),
    loadTokens(),
  ]).then(() => {
    if (!leaving.signal.aborted) set({ phase: 'running' });
  });
  return {
    view: () => view,
    stop() {
      leaving.abort();
      clearTimeout(resume);
      set({ phase: 'stopping', holds: [] });
    },
  };
}

/** How each part is asked for. */
function readParts(ask: ViewSource['ask']) {
  return {
    holds: async () => ({ holds: (await ask.approvals.list({})).filter(({ state }) => state === 'pending') }),
    pauses: async () => ({ pauses: await ask.pauses.list({}) }),
    clients: async () => ({ clients: await ask.clients.list({}) }),
    tokens: async () => ({ tokens: await ask.tokens.list({}) }),
    async blocks() {
      const pages = await Promise.all(
        STOPPED.map((outcome) => ask.activity.list({ outcome, kind: 'request', limit: MOST_BLOCKS })),
      );
      const found = pages.flatMap(({ lines }) => lines.filter(isStopped));
      return { blocks: found.sort((a, b) => b.at - a.at).slice(0, MOST_BLOCKS) };
    },
  };
}

const withHold = (holds: readonly Hold[], hold: Hold): readonly Hold[] =>
  hold.state === 'pending' ? [...holds.filter(({ id }) => id !== hold.id), hold] : holds;

const STOPPED = ['blocked', 'denied'] as const;

/** Whether a line tells of a call that was stopped by a rule or by a person. */
export function isStopped(line: ActivityLine): line is ActivityLine & RequestEntry {
  return line.kind === 'request' && STOPPED.some((outcome) => outcome === line.outcome);
}
