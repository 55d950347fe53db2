import fc from 'fast-check';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { type MenuActions, type MenuFacts, trayMenu } from '../../../../../main/electron/tray/tray-menu';
import { trayStateOf } from '../../../../../main/electron/tray/tray-state';
import { blockOf, clientIn, holdOf, serverIn, tokenIn, viewOf } from '../../../../support/gateway-views';

const clock = (): string => '10:42';

function spies(): MenuActions {
  return {
    review: vi.fn(),
    open: vi.fn(),
    pause: vi.fn(),
    resume: vi.fn(),
    copyEndpoint: vi.fn(),
    setAutostart: vi.fn(),
    checkForUpdates: vi.fn(),
    installUpdate: vi.fn(),
    quit: vi.fn(),
  };
}

function menuOf(view = viewOf(), more: Partial<MenuFacts> = {}, actions = spies()) {
  const state = trayStateOf(view, clock);
  const facts: MenuFacts = {
    state,
    view,
    autostart: { kind: 'off' },
    update: { kind: 'idle' },
    platform: 'linux',
    clock,
    ...more,
  };
  return trayMenu(facts, actions);
}

const labels = (items: readonly MenuItemConstructorOptions[]): readonly string[] =>
  items.map(({ type, label = '' }) => (type === 'separator' ? '—' : label));
const below = (items: readonly MenuItemConstructorOptions[], id: string) =>
  (items.find((item) => item.id === id)?.submenu ?? []) as readonly MenuItemConstructorOptions[];
const press = (items: readonly MenuItemConstructorOptions[], label: string): void =>
  (items.find((item) => item.label === label)?.click as (() => void) | undefined)?.();

describe('the menu of the tray', () => {
  it('has everything, in the order that people learn', () => {
    expect(labels(menuOf())).toEqual([
      '● Protecting 0 clients · 0 servers',
      '—',
      'Open Secure MCP Gateway',
      '—',
      'Recent blocks',
      'Servers',
      'Clients',
      '—',
      'Pause all agents',
      'Copy address for clients',
      '—',
      'Start at login',
      'Check for updates…',
      'Settings…',
      '—',
      'Quit Secure MCP Gateway',
    ]);
  });

  it('begins with what waits, and nothing in it decides', () => {
    const actions = spies();
    const items = menuOf(viewOf({ holds: [holdOf(), holdOf({ id: 'EFGH' })] }), {}, actions);
    expect(labels(items)[2]).toBe('Review 2 waiting calls…');
    press(items, 'Review 2 waiting calls…');
    expect(actions.review).toHaveBeenCalledOnce();
    expect(JSON.stringify(labels(items))).not.toMatch(/allow|approve|deny/i);
  });

  it('says of blocks when, what, why and who, and opens the line', () => {
    const actions = spies();
    const block = blockOf({ correlationId: 'c-1' });
    const items = below(menuOf(viewOf({ blocks: [block] }), {}, actions), 'blocks');
    expect(labels(items)).toEqual(['10:42 send_email · secret-in-text (Cursor)', '—', 'Show all…']);
    press(items, '10:42 send_email · secret-in-text (Cursor)');
    expect(actions.open).toHaveBeenCalledWith('/activity/c-1');
  });

  it('shows servers and clients with what is wrong first, and ten at most', () => {
    const upstreams = [
      ...Array.from({ length: 30 }, (_, n) => serverIn('ready', `s${n}`)),
      serverIn('failed', 'last'),
      serverIn('disabled', 'slack'),
    ];
    const view = viewOf(
      {
        tokens: [tokenIn('sign-in-needed', 's3')],
        clients: [clientIn('connected'), clientIn('entry-removed', 'Claude'), clientIn('not-installed', 'Zed')],
      },
      { upstreams },
    );
    const servers = labels(below(menuOf(view), 'servers'));
    expect(servers.filter((label) => label !== '—')).toHaveLength(10);
    expect(servers.slice(0, 2)).toEqual(['! s3: sign in again', '! last: down']);
    expect(servers.at(-1)).toBe('Show all…');
    expect(labels(below(menuOf(view), 'clients'))).toEqual([
      '! Claude: entry removed – repair',
      '✓ Cursor',
      '—',
      'Show all…',
    ]);
  });

  it('says each trouble in a line of its own, and how many more there are', () => {
    const troubled = (clients: number) =>
      labels(
        menuOf(
          viewOf(
            {
              tokens: [tokenIn('sign-in-needed')],
              clients: Array.from({ length: clients }, (_, n) => clientIn('stale', `C${n}`)),
            },
            { upstreams: [serverIn('failed')] },
          ),
        ),
      );
    expect(troubled(1).slice(0, 4)).toEqual([
      '● github is down',
      '● 1 server needs a sign-in',
      '● C0 has an old entry',
      '—',
    ]);
    expect(troubled(5).slice(3, 6)).toEqual(['● C1 has an old entry', 'and 3 more', '—']);
  });

  it('does not call a server down that waits for the network', () => {
    const upstreams = [{ ...serverIn('failed'), transport: 'http' as const }, serverIn('failed', 'files')];
    const servers = below(menuOf(viewOf({ isOnline: false }, { upstreams })), 'servers');
    expect(labels(servers).slice(0, 2)).toEqual(['! github: no network', '! files: down']);
  });

  it('pauses for a quarter of an hour, an hour, or until somebody resumes', () => {
    const actions = spies();
    const items = below(menuOf(viewOf(), {}, actions), 'pause');
    expect(labels(items)).toEqual(['15 minutes', '1 hour', 'Until I resume']);
    for (const { label } of items) press(items, label!);
    expect(vi.mocked(actions.pause).mock.calls).toEqual([[900], [3_600], []]);
    const paused = menuOf(viewOf({ pauses: [{ id: 'p', target: { kind: 'all' }, since: 0 }] }), {}, actions);
    press(paused, 'Resume all agents');
    expect(actions.resume).toHaveBeenCalledOnce();
  });

  it('shows a start at login that nobody knows as unknown, and not as off', () => {
    const known = menuOf(viewOf(), { autostart: { kind: 'on' } }).find(({ id }) => id === 'autostart');
    expect(known).toMatchObject({ type: 'checkbox', checked: true });
    const unknown = menuOf(viewOf(), { autostart: { kind: 'unknown', why: 'x' } }).find(({ id }) => id === 'autostart');
    expect(unknown).toMatchObject({ label: 'Start at login: unknown', enabled: false });
    expect(unknown).not.toHaveProperty('checked');
  });

  it('takes over a start at login that belongs to another copy', () => {
    const actions = spies();
    const facts = { autostart: { kind: 'other', program: '/old.AppImage' } } as const;
    const item = menuOf(viewOf(), facts, actions).find(({ id }) => id === 'autostart');
    expect(item).toMatchObject({ label: 'Start at login: start this copy instead', toolTip: '/old.AppImage' });
    (item?.click as (() => void) | undefined)?.();
    expect(actions.setAutostart).toHaveBeenCalledWith(true);
  });

  it.each([
    [{ kind: 'off', why: 'x' } as const, undefined],
    [{ kind: 'downloading', version: '1.4.0' } as const, 'Downloading 1.4.0…'],
    [{ kind: 'ready', version: '1.4.0', notes: '' } as const, 'Restart to update to 1.4.0'],
    [{ kind: 'failed', why: 'x' } as const, 'Check for updates…'],
  ])('says where updates stand: %o', (update, label) => {
    expect(menuOf(viewOf(), { update }).find(({ id }) => id === 'update')?.label).toBe(label);
  });

  it('has no label that obeys others, whatever they call themselves', () => {
    const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constant('a&b\u202Ec\u0000d\n'.repeat(9)));
    fc.assert(
      fc.property(name, fc.constantFrom('linux' as const, 'win32' as const, 'darwin' as const), (text, platform) => {
        const view = viewOf(
          { blocks: [blockOf({ name: text, clientName: text })], clients: [clientIn('connected', text)] },
          { upstreams: [serverIn('failed', text)] },
        );
        const items = menuOf(view, { platform });
        for (const label of [
          ...labels(items),
          ...['blocks', 'servers', 'clients'].flatMap((id) => labels(below(items, id))),
        ]) {
          expect(label).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
          const shown = platform === 'darwin' ? label : label.replaceAll('&&', '+');
          if (platform !== 'darwin') expect(shown).not.toContain('&');
          expect([...shown].length).toBeLessThanOrEqual(60);
        }
      }),
    );
  });
});
