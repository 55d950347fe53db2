import type { Pause } from '../../../shared/model/approval';
import type { ClientRow, GatewayView } from '../gateway-view';
import { plainLabel } from './menu-label';

/** How the gateway is, as far as a small picture can say; each has a shape of its own. */
export type TrayGlyph = 'protected' | 'attention' | 'degraded' | 'paused' | 'off' | 'error';

export interface TrayState {
  readonly glyph: TrayGlyph;
  /** One sentence, safe to show. */
  readonly text: string;
  /** Where several things do not work as they should: each in a phrase of its own, worst first. */
  readonly troubles?: readonly string[];
  /** Calls that wait for a person. */
  readonly waiting: number;
}

/** States of a client whose entry is not what we wrote. */
const CLIENT_TROUBLES: Readonly<Partial<Record<ClientRow['state'], string>>> = {
  'entry-removed': 'lost its entry',
  stale: 'has an old entry',
  'key-revoked': 'has a key that is no longer good',
};

/** What the tray shows of the gateway. What a person must act on wins over everything else. */
export function trayStateOf(view: GatewayView, clock: Clock): TrayState {
  const waiting = view.holds.length;
  if (view.phase === 'stopping') return { glyph: 'off', text: 'Gateway is stopping', waiting: 0 };
  if (waiting > 0) return { glyph: 'attention', text: `${callsWait(waiting)} for your approval`, waiting };
  if (view.status === undefined || view.phase === 'starting') {
    return { glyph: 'off', text: 'Gateway is starting', waiting };
  }
  if (view.status.activity?.state === 'refusing') {
    return { glyph: 'error', text: 'Calls are refused: they cannot be recorded', waiting };
  }
  const pause = view.pauses.find(({ target }) => target.kind === 'all');
  if (pause !== undefined) return { glyph: 'paused', text: pausedText(pause, clock), waiting };
  const troubles = troublesOf(view);
  if (troubles.length > 0) {
    const each = troubles.length > 1 ? { troubles: troubles.map(plainLabel) } : {};
    return { glyph: 'degraded', text: plainLabel(troubles.join('; ')), ...each, waiting };
  }
  return { glyph: 'protected', text: protectingText(view), waiting };
}

/** How times of the day are written for this person. */
export type Clock = (at: number) => string;

export const callsWait = (count: number): string => (count === 1 ? '1 call waits' : `${count} calls wait`);

/** `Protecting 4 clients · 9 servers` */
export function protectingText({ clients, status }: GatewayView): string {
  const connected = clients.filter(({ state }) => state === 'connected').length;
  const servers = serversOf(status).filter(({ state }) => state !== 'disabled').length;
  return `Protecting ${counted(connected, 'client')} · ${counted(servers, 'server')}`;
}

function pausedText({ until }: Pause, clock: Clock): string {
  return until === undefined ? 'All agents are paused until you resume' : `All agents are paused until ${clock(until)}`;
}

/** What does not work as it should, worst first, one phrase each. */
function troublesOf(view: GatewayView): readonly string[] {
  const { status, tokens, clients } = view;
  const servers = serversOf(status);
  const cutOff = servers.filter((server) => server.state !== 'disabled' && needsNetwork(server, view));
  const down = servers.filter((server) => server.state === 'failed' && !needsNetwork(server, view));
  const signIns = tokens.filter((token) => token.status === 'sign-in-needed').length;
  const entries = clients.filter(({ state }) => CLIENT_TROUBLES[state] !== undefined);
  return [
    ...(cutOff.length === 0 ? [] : [`No network: ${namedOrCounted(cutOff)} may be out of reach`]),
    ...(down.length === 0 ? [] : [`${namedOrCounted(down)} ${down.length === 1 ? 'is' : 'are'} down`]),
    ...(signIns === 0 ? [] : [`${counted(signIns, 'server')} ${signIns === 1 ? 'needs' : 'need'} a sign-in`]),
    ...entries.map(({ title, state }) => `${title} ${CLIENT_TROUBLES[state]}`),
    ...((status?.configProblems.length ?? 0) > 0 ? ['the newest configuration is not in force'] : []),
    ...(status?.activity === undefined || status.activity.state === 'ok' ? [] : ['the record waits for the disk']),
  ];
}

/** Whether a server may be away because there is no network; one over HTTP can be on this machine, and nobody says so. */
export const needsNetwork = ({ transport }: Upstream, { isOnline }: GatewayView): boolean =>
  !isOnline && transport !== 'stdio';

const namedOrCounted = (servers: readonly Upstream[]): string =>
  servers.length === 1 ? servers[0]!.server : counted(servers.length, 'server');

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

type Upstream = NonNullable<GatewayView['status']>['upstreams'][number];

const WORST_FIRST: readonly Upstream['state'][] = ['failed', 'restarting', 'starting', 'ready', 'stopped', 'disabled'];

/** Each server of each config once, in its worst state: a server may have a process per client. */
export function serversOf(status: GatewayView['status']): readonly Upstream[] {
  const worst = new Map<string, Upstream>();
  for (const upstream of status?.upstreams ?? []) {
    const place = `${upstream.configId} ${upstream.server}`;
    const known = worst.get(place);
    if (known === undefined || rank(upstream) < rank(known)) worst.set(place, upstream);
  }
  return [...worst.values()];
}

const rank = ({ state }: Upstream): number => WORST_FIRST.indexOf(state);
