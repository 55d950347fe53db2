import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import type { AutostartState, UpdateState } from '../../shared/contract/desktop-facts';
import type { GatewayView } from '../../main/electron/gateway-view';
import { type MenuActions, trayMenu } from '../../main/electron/tray/tray-menu';
import { trayDirectory, trayIconPath } from '../../main/electron/tray/tray-icon';
import { trayStateOf } from '../../main/electron/tray/tray-state';
import { blockOf, clientIn, holdOf, serverIn, tokenIn, viewOf } from './gateway-views';

/*
 * Draws what the one builder of the tray’s menu made, in the manner of a menu. How a system shows it is the system’s business:
 * this is for seeing order, words, separators and what is greyed.
 */

const directory = trayDirectory({
  isPackaged: false,
  resources: '',
  appPath: resolve(import.meta.dirname, '../..'),
});

interface Sample {
  readonly title: string;
  readonly view: GatewayView;
  readonly platform?: NodeJS.Platform;
  readonly autostart?: AutostartState;
  readonly update?: UpdateState;
  /** What hangs below is drawn, too. */
  readonly isOpen?: true;
}

const AT_1042 = Date.UTC(2026, 5, 1, 10, 42);
const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

const clients = [clientIn('connected'), clientIn('connected', 'Claude Code'), clientIn('not-connected', 'Zed')];
const upstreams = [
  serverIn('ready'),
  serverIn('ready', 'files'),
  serverIn('stopped', 'db'),
  serverIn('disabled', 'slack'),
];
const blocks = [
  blockOf({ at: AT_1042 }),
  blockOf({ at: AT_1042 - 660_000, name: 'read_file', clientName: 'Claude Code', outcome: 'denied', judgements: [] }),
];
const pause = { id: 'p', target: { kind: 'all' as const }, since: 0, until: Date.UTC(2026, 5, 1, 15, 30) };
const refusing = { state: 'refusing' as const, waitingBytes: 0, lostRecords: 0, refusedRequests: 1 };
const http = { ...serverIn('failed', 'jira'), transport: 'http' as const };

/** Every state that the icon can have, and what else a menu can say. */
const SAMPLES: readonly Sample[] = [
  { title: 'protected', view: viewOf({ clients, blocks }, { upstreams }), isOpen: true, autostart: { kind: 'on' } },
  {
    title: 'attention',
    view: viewOf({ clients, holds: [holdOf(), holdOf({ id: 'EFGH' })] }, { upstreams }),
    update: { kind: 'ready', version: '1.4.0', notes: '' },
  },
  {
    title: 'degraded',
    view: viewOf(
      { clients: [clientIn('entry-removed'), ...clients.slice(1)], tokens: [tokenIn('sign-in-needed', 'files')] },
      { upstreams: [serverIn('failed'), ...upstreams.slice(1)] },
    ),
    isOpen: true,
    update: { kind: 'downloading', version: '1.4.0' },
  },
  {
    title: 'degraded, without a network',
    view: viewOf({ clients, isOnline: false }, { upstreams: [...upstreams, http] }),
    autostart: { kind: 'unknown', why: 'The system does not say' },
  },
  { title: 'paused', view: viewOf({ clients, pauses: [pause] }, { upstreams }), update: { kind: 'off', why: '' } },
  { title: 'off', view: viewOf({ phase: 'starting', clients: [] }), update: { kind: 'checking' } },
  { title: 'error', view: viewOf({ clients }, { upstreams, activity: refusing }) },
  {
    title: 'attention, on macOS',
    view: viewOf({ clients, holds: [holdOf()] }, { upstreams }),
    platform: 'darwin',
    autostart: { kind: 'needs-approval' },
  },
];

const nothing = (): void => undefined;
const actions: MenuActions = {
  review: nothing,
  open: nothing,
  pause: nothing,
  resume: nothing,
  copyEndpoint: nothing,
  setAutostart: nothing,
  checkForUpdates: nothing,
  installUpdate: nothing,
  quit: nothing,
};

/** A page with the icon and the menu of every state. */
export function drawTrays(scheme: 'light' | 'dark'): string {
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>
    <body data-scheme="${scheme}">${SAMPLES.map((sample) => drawTray(sample, scheme)).join('')}</body>`;
}

function drawTray(sample: Sample, scheme: 'light' | 'dark'): string {
  const { title, view, platform = 'linux', autostart = { kind: 'off' }, update = { kind: 'idle' } } = sample;
  const state = trayStateOf(view, clock);
  const menu = trayMenu({ state, view, autostart, update, platform, clock }, actions);
  const icon = readFileSync(trayIconPath(state.glyph, { directory, platform }).replace('.png', '@2x.png'));
  // A template has no colour of its own: the system gives it that of its bar.
  const inverted = platform === 'darwin' && scheme === 'dark' ? ' data-inverted' : '';
  return `<section><h2>${title}</h2>
    <p class="bar"><img${inverted} src="data:image/png;base64,${icon.toString('base64')}"></p>
    <p class="tip">${escaped(state.text)}</p>
    <div class="menus">${drawMenu(menu, platform)}${sample.isOpen === true ? below(menu, platform) : ''}</div></section>`;
}

type Items = readonly MenuItemConstructorOptions[];

const below = (menu: Items, platform: NodeJS.Platform): string =>
  `<div>${menu
    .filter(({ submenu }) => submenu !== undefined)
    .map(({ label = '', submenu }) => `<h3>${escaped(label)}</h3>${drawMenu(submenu as Items, platform)}`)
    .join('')}</div>`;

function drawMenu(items: Items, platform: NodeJS.Platform): string {
  return `<ul>${items.map((item) => drawItem(item, platform)).join('')}</ul>`;
}

function drawItem(item: MenuItemConstructorOptions, platform: NodeJS.Platform): string {
  const { type, label = '', enabled = true, checked, submenu, accelerator } = item;
  if (type === 'separator') return '<li class="line"></li>';
  // Elsewhere one `&` would underline the letter behind it, and two are one.
  const text = platform === 'darwin' ? label : label.replaceAll('&&', '&');
  const mark = type === 'checkbox' ? (checked === true ? '✓' : '☐') : '';
  const more =
    submenu === undefined ? (accelerator ?? '').replace('Cmd', '⌘').replace('Shift', '⇧').replaceAll('+', '') : '▸';
  return `<li${enabled ? '' : ' class="off"'}><i>${mark}</i><span>${escaped(text)}</span><b>${more}</b></li>`;
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`);

const STYLE = `
  body { display: flex; flex-wrap: wrap; gap: 28px; align-items: start; width: 1380px; margin: 0; padding: 24px;
    background: #dfe3ea; color: #14181f; font: 13px/20px "Noto Sans", "DejaVu Sans", sans-serif; }
  [data-scheme='dark'] { background: #05070a; color: #e8ecf1; }
  h2, h3 { margin: 0 0 6px; font: inherit; font-weight: 600; }
  h3 { margin-top: 8px; font-size: 11px; opacity: .75; }
  .bar { display: inline-block; margin: 0; padding: 4px 12px; border-radius: 4px; background: #fff; }
  .bar img { display: block; width: 22px; height: 22px; }
  [data-scheme='dark'] .bar { background: #202020; }
  [data-inverted] { filter: invert(1); }
  .tip { display: inline-block; margin: 0 0 6px 8px; vertical-align: 8px; font-size: 12px; }
  .menus { display: flex; gap: 8px; align-items: start; }
  ul { min-width: 240px; margin: 0; padding: 5px 0; list-style: none; border-radius: 7px; background: #fff;
    box-shadow: 0 0 0 1px rgb(0 0 0 / .14), 0 6px 18px rgb(0 0 0 / .16); }
  [data-scheme='dark'] ul { background: #2a2d33; box-shadow: 0 0 0 1px rgb(255 255 255 / .12); }
  li { display: flex; gap: 6px; padding: 3px 12px 3px 8px; white-space: nowrap; }
  li.line { height: 1px; margin: 4px 0; padding: 0; background: currentColor; opacity: .18; }
  li.off { opacity: .5; }
  i { width: 14px; font-style: normal; } span { flex: 1; } b { font-weight: 400; opacity: .7; }
`;
