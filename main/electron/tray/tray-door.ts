import {
  app,
  type BrowserWindow,
  Menu,
  type MenuItemConstructorOptions,
  nativeImage,
  type Rectangle,
  Tray,
} from 'electron';
import { badgePath, trayIconPath } from './tray-icon';
import type { TrayGlyph, TrayState } from './tray-state';

/** The focus that a click takes from the window would hide it, and the click would show it again. */
const CLICK_APART_MS = 300;

interface TrayDoorNeeds {
  /** Where the pictures are. */
  readonly directory: string;
  readonly platform: NodeJS.Platform;
  /** Somebody clicked the icon on Windows. */
  readonly onClick: () => void;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

/** The icon among those of the system. */
export interface TrayDoor {
  show(state: TrayState, menu: readonly MenuItemConstructorOptions[]): void;
  bounds(): Rectangle | undefined;
}

export function openTray({ directory, platform, onClick, now }: TrayDoorNeeds): TrayDoor {
  const imageOf = (glyph: TrayGlyph) => nativeImage.createFromPath(trayIconPath(glyph, { directory, platform }));
  let glyph: TrayGlyph = 'off';
  let shown = '';
  let clickedAt = -Infinity;
  const tray = new Tray(imageOf(glyph));
  if (platform === 'win32') {
    tray.on('click', () => {
      const at = now();
      if (at - clickedAt < CLICK_APART_MS) return;
      clickedAt = at;
      onClick();
    });
  }
  return {
    show(state, menu) {
      // A menu that is open is not replaced by one that says the same.
      const wanted = JSON.stringify([state, menu]);
      if (wanted === shown) return;
      shown = wanted;
      if (state.glyph !== glyph) {
        glyph = state.glyph;
        tray.setImage(imageOf(glyph));
      }
      tray.setToolTip(state.text);
      // On Linux a menu that changed must be set again; on macOS a left click opens it, on Windows a right click.
      tray.setContextMenu(Menu.buildFromTemplate([...menu]));
    },
    // Linux does not say where its trays are.
    bounds: () => (platform === 'linux' ? undefined : tray.getBounds()),
  };
}

/** The number of calls that wait, on the icon of the program. */
export function showBadge(
  count: number,
  {
    directory,
    platform,
    window,
  }: Pick<TrayDoorNeeds, 'directory' | 'platform'> & { readonly window: BrowserWindow | undefined },
): void {
  if (platform !== 'win32') return void app.setBadgeCount(count);
  if (count === 0) return window?.setOverlayIcon(null, '');
  window?.setOverlayIcon(nativeImage.createFromPath(badgePath(count, directory)), `${count} waiting`);
}
