import { join } from 'node:path';
import type { TrayGlyph } from './tray-state';

/** In points; Electron finds the pictures of twice the density beside it. */
const MAC_SIZE = 18;
const LINUX_SIZE = 22;
const MOST_COUNTED = 9;

/** Where the pictures are: beside the program when it is packed, else in the source tree. */
export function trayDirectory({ isPackaged, resources, appPath }: Place): string {
  return isPackaged ? join(resources, 'tray') : join(appPath, 'resources', 'tray');
}

interface Place {
  readonly isPackaged: boolean;
  /** `process.resourcesPath` */
  readonly resources: string;
  readonly appPath: string;
}

/** The picture of a state: on macOS a template that the system colours, on Windows an icon of many sizes, else PNG. */
export function trayIconPath(glyph: TrayGlyph, { directory, platform }: IconPlace): string {
  switch (platform) {
    case 'darwin':
      return join(directory, 'png', `${glyph}-${MAC_SIZE}Template.png`);
    case 'win32':
      return join(directory, `${glyph}.ico`);
    default:
      return join(directory, 'png', `${glyph}-${LINUX_SIZE}.png`);
  }
}

interface IconPlace {
  readonly directory: string;
  readonly platform: NodeJS.Platform;
}

/** The number that stands on the button of the taskbar on Windows. */
export function badgePath(count: number, directory: string): string {
  return join(directory, 'png', `badge-${count > MOST_COUNTED ? `${MOST_COUNTED}-or-more` : count}.png`);
}
