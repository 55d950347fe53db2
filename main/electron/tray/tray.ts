import { app, clipboard, type Rectangle } from 'electron';
import type { AdminClient } from '../../../shared/contract/contract';
import type { Logger } from '../../gateway/ports/logger';
import type { Autostart } from '../autostart/autostart';
import type { Desktop } from '../desktop';
import type { GatewayView } from '../gateway-view';
import type { Updates } from '../updates/updates';
import { hasIndicatorHost } from './indicator-host';
import { openTray, showBadge } from './tray-door';
import { trayDirectory } from './tray-icon';
import { type MenuActions, trayMenu } from './tray-menu';
import { type Clock, trayStateOf } from './tray-state';

/** A panel that starts with the session may come a moment later than we do. */
const LOOK_AGAIN_MS = 5_000;

interface TrayNeeds {
  readonly desktop: Desktop;
  readonly client: Pick<AdminClient, 'pauses'>;
  readonly autostart: Autostart;
  readonly updates: () => Updates;
  readonly platform: NodeJS.Platform;
  readonly log: Logger;
  /** Whether the tray can be seen is known, or another answer. */
  readonly onVisible: (isVisible: boolean) => void;
}

/** The icon among those of the system, its menu, and the number on the icon of the program. */
export interface DesktopTray {
  show(view: GatewayView): void;
  bounds(): Rectangle | undefined;
  /** Whether somebody can see it. */
  isVisible(): boolean;
  /** Asks again whether it can be seen. */
  look(): void;
  /** Asks no more. The icon stays, and says that the gateway is stopping, until the program ends. */
  dispose(): void;
}

export function createTray({ desktop, client, autostart, updates, platform, log, onVisible }: TrayNeeds): DesktopTray {
  const directory = trayDirectory({
    isPackaged: app.isPackaged,
    resources: process.resourcesPath,
    appPath: app.getAppPath(),
  });
  const door = openTray({ directory, platform, onClick: () => desktop.toggleConsole(), now: () => performance.now() });
  const attempt = (what: string, work: () => unknown): void => {
    Promise.resolve()
      .then(work)
      .catch((failure: unknown) => log.warn(`The tray could not ${what}`, { cause: String(failure) }));
  };
  let isLooking = false;
  let isVisible = platform !== 'linux';
  let latest: GatewayView | undefined;
  let badge = -1;

  const actions: MenuActions = {
    review: () => desktop.showApprovals(),
    open: (route) => desktop.showConsole(route),
    pause: (seconds) =>
      attempt('pause the agents', () =>
        client.pauses.add({ target: { kind: 'all' }, ...(seconds === undefined ? {} : { seconds }) }),
      ),
    resume: () => attempt('resume the agents', () => resumeAll()),
    copyEndpoint: () => void clipboard.writeText(latest?.status?.addresses.mcp ?? ''),
    setAutostart: (isOn) => {
      attempt('change the start at login', () => autostart.set(isOn));
      attempt('show the start at login', () => latest && show(latest));
    },
    checkForUpdates: () => void updates().check(),
    installUpdate: () => updates().install(),
    quit: () => desktop.quit(),
  };

  async function resumeAll(): Promise<void> {
    const all = (await client.pauses.list({})).filter(({ target }) => target.kind === 'all');
    for (const { id } of all) await client.pauses.resume({ id });
  }

  function show(view: GatewayView): void {
    latest = view;
    const state = trayStateOf(view, clock);
    const facts = { state, view, autostart: autostart.state(), update: updates().state(), platform, clock };
    door.show(state, trayMenu(facts, actions));
    if (state.waiting === badge) return;
    badge = state.waiting;
    showBadge(badge, { directory, platform, window: desktop.consoleWindow() });
  }

  function look(): void {
    // A window that is new has no number on its button yet.
    if (platform === 'win32' && badge > 0) showBadge(badge, { directory, platform, window: desktop.consoleWindow() });
    if (platform !== 'linux' || isLooking) return;
    isLooking = true;
    void hasIndicatorHost().then((found) => {
      isLooking = false;
      if (found === isVisible) return;
      isVisible = found;
      onVisible(found);
    });
  }

  look();
  const again = setTimeout(look, LOOK_AGAIN_MS).unref();
  return { show, bounds: door.bounds, isVisible: () => isVisible, look, dispose: () => clearTimeout(again) };
}

/** Hours and minutes as this person writes them. */
const clock: Clock = (at) => new Date(at).toLocaleTimeString(app.getLocale(), { hour: '2-digit', minute: '2-digit' });
