import type { Rectangle } from 'electron';
import type { Desktop } from './desktop';

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
  /** Takes everything away again. */
  readonly dispose: () => void;
}

/** Without a tray the taskbar is the only way back to a window. */
export function attachParts(_desktop: Desktop): DesktopParts {
  return {
    hasWayBack: () => process.platform === 'darwin',
    trayBounds: () => undefined,
    tellOfClosing: () => undefined,
    openLink: () => undefined,
    dispose: () => undefined,
  };
}
