import { app, type Rectangle } from 'electron';
import type { DesktopChange, DesktopFacts } from '../../shared/contract/desktop-facts';
import { EventsInput } from '../../shared/contract/events';
import { LINK_SCHEME } from '../../shared/contract/deep-links';
import { PRODUCT } from '../../shared/product';
import type { Logger } from '../gateway/ports/logger';
import { keepAutostart } from './autostart/kept-autostart';
import { systemAutostart } from './autostart/system-autostart';
import { openDeepLink } from './deep-links/open-deep-link';
import type { Desktop } from './desktop';
import { followGateway } from './gateway-view';
import { denyFromNotice } from './notifications/deny-from-notice';
import type { Notice } from './notifications/notice';
import { createNotifications } from './notifications/notifications';
import { createNoticePost } from './notifications/post-notice';
import { clientFor, OWNER } from './desktop-client';
import { createTray } from './tray/tray';
import { systemUpdates } from './updates/system-updates';

/** What stands around the windows: tray, notifications, links, updates. */
export interface DesktopParts {
  /** Whether a window that was closed can be had back, for example from a tray. */
  readonly hasWayBack: () => boolean;
  /** Where the tray’s icon is, where the system says so. */
  readonly trayBounds: () => Rectangle | undefined;
  /** Says, the first time that a window was closed, that the gateway goes on. */
  readonly tellOfClosing: () => void;
  /** Takes an address that somebody opened with this program; nobody has read it yet. */
  readonly openLink: (address: string) => void;
  /** Changes how the program is set up, and says how it is then. */
  readonly setUp: (change: DesktopChange) => Promise<DesktopFacts>;
  /** Takes everything away again. */
  readonly dispose: () => void;
}

const TOPICS = ['approvals', 'activity', 'tokens', 'status', 'config', 'clients'] as const;
const APP_ID = 'dev.secure-mcp-gateway.desktop';

/** Puts tray, notifications, links and updates around a desktop that runs. */
export function attachParts(desktop: Desktop, log: Logger): DesktopParts {
  const { platform } = process;
  const { house, preferences, network } = desktop;
  const client = clientFor(OWNER, house);
  const autostart = keepAutostart(systemAutostart(platform, log));
  registerWithSystem(platform);

  const open = ({ opens }: Notice): void =>
    opens.kind === 'approvals' ? desktop.showApprovals(opens.id) : desktop.showConsole(opens.route);
  const notifications = createNotifications({
    post: createNoticePost({
      platform,
      open,
      deny: (notice) => void denyFromNotice(notice, { client, log, open: () => open(notice) }),
    }),
    alertBy: () => preferences.get().alertBy,
    now: Date.now,
  });
  const tray = createTray({
    desktop,
    client,
    autostart,
    updates: () => updates,
    platform,
    log,
    onVisible: (isVisible) => log.info(isVisible ? 'The tray can be seen' : 'No tray is shown here', {}),
  });
  const updates = systemUpdates({ desktop, log, onChange: () => tray.show(followed.view()) });
  const followed = followGateway({
    ask: client,
    subscribe: (tell, signal) =>
      house.subscribe(EventsInput.parse({ topics: TOPICS }), OWNER, { tell, signal, onOpen: () => undefined }),
    network,
    log,
    now: Date.now,
    onChange(view) {
      tray.show(view);
      notifications.seeView(view);
      updates.look();
    },
    onEvent: notifications.hearEvent,
  });
  const stopWatching = desktop.onChange(() => {
    tray.look();
    followWindow(desktop, platform);
  });
  if (tellOfUpdate(preferences)) notifications.say(UPDATED);

  const facts = (): DesktopFacts => ({
    alertBy: preferences.get().alertBy,
    autostart: autostart.look(),
    update: updates.state(),
    hasTray: tray.isVisible(),
  });
  return {
    hasWayBack: () => tray.isVisible(),
    trayBounds: tray.bounds,
    tellOfClosing: () => notifications.say(CLOSED),
    openLink: (address) => openDeepLink(address, { desktop, log }),
    async setUp({ alertBy, startsAtLogin, update }) {
      if (alertBy !== undefined) preferences.set({ alertBy });
      if (startsAtLogin !== undefined) autostart.set(startsAtLogin);
      if (update === 'check') await updates.check();
      if (update === 'install') updates.install();
      const changed = facts();
      notifications.seeView(followed.view());
      tray.show(followed.view());
      return changed;
    },
    dispose() {
      stopWatching();
      tray.dispose();
      updates.dispose();
      followed.stop();
      notifications.dispose();
    },
  };
}

const CLOSED: Notice = {
  tag: 'closed',
  title: `${PRODUCT.title} still protects`,
  body: 'Its window is closed and the gateway goes on. To quit, use the menu of its icon in the tray.',
  isQuiet: true,
  opens: { kind: 'screen', route: '/' },
  calls: [],
};

const UPDATED: Notice = {
  tag: 'updated',
  title: `Updated to ${PRODUCT.version}`,
  body: `${PRODUCT.title} runs in its new version.`,
  isQuiet: true,
  opens: { kind: 'screen', route: '/settings' },
  calls: [],
};

/** Whether this is the first start of another version than the one that ran last. */
function tellOfUpdate(preferences: Desktop['preferences']): boolean {
  const { version } = preferences.get();
  if (version === PRODUCT.version) return false;
  preferences.set({ version: PRODUCT.version });
  return version !== undefined;
}

/** Windows shows notices of programs that it knows by an id; links come to programs that asked for them. */
function registerWithSystem(platform: NodeJS.Platform): void {
  if (platform === 'win32') app.setAppUserModelId(APP_ID);
  // On Linux the package says so in its desktop entry.
  if (app.isPackaged && platform !== 'linux') app.setAsDefaultProtocolClient(LINK_SCHEME);
}

/** On a Mac the program stands in the Dock while it has a window, and in the menu bar alone otherwise. */
function followWindow(desktop: Desktop, platform: NodeJS.Platform): void {
  if (platform === 'darwin') app.setActivationPolicy(desktop.isConsoleSeen() ? 'regular' : 'accessory');
}
