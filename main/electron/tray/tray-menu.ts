import type { MenuItemConstructorOptions } from 'electron';
import type { AutostartState, UpdateState } from '../../../shared/contract/desktop-facts';
import type { RequestEntry } from '../../../shared/model/activity-line';

import { type ClientRow, type GatewayView, MOST_BLOCKS } from '../gateway-view';
import { ruleOf } from '../rule-of';
import { menuLabel } from './menu-label';
import { type Clock, counted, needsNetwork, serversOf, type TrayState } from './tray-state';

/** What a menu is built from. */
export interface MenuFacts {
  readonly state: TrayState;
  readonly view: GatewayView;
  readonly autostart: AutostartState;
  readonly update: UpdateState;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
}

/** What the items of the menu do. */
export interface MenuActions {
  readonly review: () => void;
  /** Brings up the console; with a route, on that screen. */
  readonly open: (route?: string) => void;
  /** Absent: until somebody resumes. */
  readonly pause: (seconds?: number) => void;
  readonly resume: () => void;
  readonly copyEndpoint: () => void;
  readonly setAutostart: (isOn: boolean) => void;
  readonly checkForUpdates: () => void;
  readonly installUpdate: () => void;
  readonly quit: () => void;
}

type Item = MenuItemConstructorOptions;
type Named = (text: string, rest?: Item) => Item;

const MOST_ITEMS = 10;
const MOST_TROUBLES = 4;
const SEPARATOR: Item = { type: 'separator' };

/** The menu of the tray. Nothing in it decides about a call. */
export function trayMenu(facts: MenuFacts, actions: MenuActions): readonly Item[] {
  const named: Named = (text, rest = {}) => ({ label: menuLabel(text, facts.platform), ...rest });
  const { state, view } = facts;
  const mac = facts.platform === 'darwin';
  const key = (accelerator: string): Item => (mac ? { accelerator } : {});
  return [
    ...stateItems(state, named),
    SEPARATOR,
    ...reviewItems(state, { named, actions, key }),
    named('Open Secure MCP Gateway', { id: 'open', click: () => actions.open(), ...key('Cmd+O') }),
    SEPARATOR,
    named('Recent blocks', { id: 'blocks', submenu: blockItems(facts, { named, actions }) }),
    named('Servers', { id: 'servers', submenu: serverItems(view, { named, actions }) }),
    named('Clients', { id: 'clients', submenu: clientItems(view, { named, actions }) }),
    SEPARATOR,
    ...pauseItems(view, { named, actions }),
    named('Copy address for clients', {
      id: 'copy-endpoint',
      enabled: (view.status?.addresses.mcp ?? '') !== '',
      click: actions.copyEndpoint,
    }),
    SEPARATOR,
    autostartItem(facts.autostart, { named, actions }),
    ...updateItems(facts.update, { named, actions }),
    named('Settings…', { id: 'settings', click: () => actions.open('/settings'), ...key('Cmd+,') }),
    SEPARATOR,
    named('Quit Secure MCP Gateway', { id: 'quit', click: actions.quit, ...key('Cmd+Q') }),
  ];
}

interface Tools {
  readonly named: Named;
  readonly actions: MenuActions;
}

/** One line for each trouble: a line that is cut says the last of them to nobody. */
function stateItems({ text, troubles = [text] }: TrayState, named: Named): Item[] {
  const more = troubles.length - MOST_TROUBLES;
  const lines = troubles.slice(0, MOST_TROUBLES).map((line) => `● ${line}`);
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].map((line, index) =>
    named(line, { id: index === 0 ? 'state' : `state-${index + 1}`, enabled: false }),
  );
}

function reviewItems(
  { waiting }: TrayState,
  { named, actions, key }: Tools & { readonly key: (accelerator: string) => Item },
): Item[] {
  if (waiting === 0) return [];
  const text = `Review ${counted(waiting, 'waiting call')}…`;
  return [named(text, { id: 'review', click: actions.review, ...key('Cmd+Shift+A') })];
}

/** Ten items at most, the last of them the way to all. */
function capped(items: readonly Item[], rest: { readonly none: Item; readonly all: Item }): Item[] {
  if (items.length === 0) return [rest.none, SEPARATOR, rest.all];
  return [...items.slice(0, MOST_ITEMS - 1), SEPARATOR, rest.all];
}

function blockItems({ view, clock }: MenuFacts, { named, actions }: Tools): Item[] {
  const items = view.blocks.slice(0, MOST_BLOCKS).map((block) => {
    const { correlationId } = block;
    const click = (): void => actions.open(`/activity/${correlationId}`);
    return named(blockText(block, clock), { id: `block-${correlationId}`, click });
  });
  return capped(items, {
    none: named('Nothing was blocked', { enabled: false }),
    all: named('Show all…', { click: () => actions.open('/activity') }),
  });
}

/** `10:42 send_email · secrets (Cursor)`: who, what and why; never what was in it. */
function blockText(block: RequestEntry, clock: Clock): string {
  const who = block.clientName ?? block.keyId;
  const why = ruleOf(block);
  return [clock(block.at), block.name ?? block.method, why && `· ${why}`, who && `(${who})`].filter(Boolean).join(' ');
}

function serverItems(view: GatewayView, { named, actions }: Tools): Item[] {
  const unsigned = new Set(
    view.tokens
      .filter(({ status }) => status === 'sign-in-needed')
      .map(({ configId, server }) => `${configId} ${server}`),
  );
  const items = serversOf(view.status).map((upstream) => {
    const { configId, server, state } = upstream;
    const needsSignIn = state !== 'disabled' && unsigned.has(`${configId} ${server}`);
    const isCutOff = (state === 'failed' || state === 'restarting') && needsNetwork(upstream, view);
    const [mark, words] = needsSignIn ? ['!', 'sign in again'] : isCutOff ? ['!', 'no network'] : SERVER_WORDS[state];
    const route = needsSignIn ? '/tokens' : `/servers/${encodeURIComponent(configId)}/${encodeURIComponent(server)}`;
    return named(`${mark} ${server}${words === '' ? '' : `: ${words}`}`, { click: () => actions.open(route) });
  });
  return capped(byTrouble(items), {
    none: named('No servers yet', { enabled: false }),
    all: named('Show all…', { click: () => actions.open('/servers') }),
  });
}

type ServerState = ReturnType<typeof serversOf>[number]['state'];

const SERVER_WORDS: Readonly<Record<ServerState, readonly [mark: string, words: string]>> = {
  ready: ['✓', ''],
  stopped: ['✓', 'starts when it is used'],
  starting: ['…', 'starting'],
  restarting: ['!', 'restarting'],
  failed: ['!', 'down'],
  disabled: ['–', 'disabled'],
};

/** A state says whether the client is ours to watch, and what there is to do. */
const CLIENT_WORDS: Readonly<Record<ClientRow['state'], readonly [mark: string, words: string]>> = {
  connected: ['✓', ''],
  'not-connected': ['–', 'not connected'],
  'by-hand': ['–', 'connected by hand'],
  'not-installed': ['–', 'not installed'],
  'entry-removed': ['!', 'entry removed – repair'],
  stale: ['!', 'old entry – repair'],
  'key-revoked': ['!', 'key no longer good – repair'],
  customised: ['!', 'entry was changed'],
  unreadable: ['!', 'its file cannot be read'],
};

function clientItems(view: GatewayView, { named, actions }: Tools): Item[] {
  const items = view.clients
    .filter(({ state }) => state !== 'not-installed')
    .map(({ client, title, state }) => {
      const [mark, words] = CLIENT_WORDS[state];
      const text = `${mark} ${title}${words === '' ? '' : `: ${words}`}`;
      return named(text, { click: () => actions.open(`/clients/${client}`) });
    });
  return capped(byTrouble(items), {
    none: named('No clients found', { enabled: false }),
    all: named('Show all…', { click: () => actions.open('/clients') }),
  });
}

/** What wants somebody comes first, so that no cap hides it. */
function byTrouble(items: readonly Item[]): readonly Item[] {
  const isTrouble = ({ label = '' }: Item): boolean => label.startsWith('!');
  return [...items.filter(isTrouble), ...items.filter((item) => !isTrouble(item))];
}

const QUARTER_S = 15 * 60;
const HOUR_S = 60 * 60;

function pauseItems({ pauses }: GatewayView, { named, actions }: Tools): Item[] {
  if (pauses.some(({ target }) => target.kind === 'all')) {
    return [named('Resume all agents', { id: 'resume', click: actions.resume })];
  }
  return [
    named('Pause all agents', {
      id: 'pause',
      submenu: [
        named('15 minutes', { id: 'pause-15', click: () => actions.pause(QUARTER_S) }),
        named('1 hour', { id: 'pause-60', click: () => actions.pause(HOUR_S) }),
        named('Until I resume', { id: 'pause-on', click: () => actions.pause() }),
      ],
    }),
  ];
}

/** What nobody knows is said, and not shown as off. */
function autostartItem(state: AutostartState, { named, actions }: Tools): Item {
  const id = 'autostart';
  switch (state.kind) {
    case 'on':
    case 'off':
      return named('Start at login', {
        id,
        type: 'checkbox',
        checked: state.kind === 'on',
        click: () => actions.setAutostart(state.kind === 'off'),
      });
    case 'needs-approval':
      return named('Start at login: allow it in System Settings', { id, click: () => actions.setAutostart(true) });
    case 'other':
      return named('Start at login: start this copy instead', {
        id,
        toolTip: state.program,
        click: () => actions.setAutostart(true),
      });
    case 'unknown':
      return named('Start at login: unknown', { id, enabled: false, toolTip: state.why });
  }
}

function updateItems(update: UpdateState, { named, actions }: Tools): Item[] {
  const id = 'update';
  switch (update.kind) {
    case 'off':
      return [];
    case 'checking':
      return [named('Checking for updates…', { id, enabled: false })];
    case 'downloading':
      return [named(`Downloading ${update.version}…`, { id, enabled: false })];
    case 'ready':
      return [named(`Restart to update to ${update.version}`, { id, click: actions.installUpdate })];
    case 'waiting':
      return [named(`Updating to ${update.version} when calls have ended…`, { id, enabled: false })];
    case 'current':
    case 'failed':
    case 'idle':
      return [named('Check for updates…', { id, click: actions.checkForUpdates })];
  }
}
