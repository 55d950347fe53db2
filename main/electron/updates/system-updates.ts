import { app, dialog } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRODUCT } from '../../../shared/product';
import type { Logger } from '../../gateway/ports/logger';
import type { Desktop } from '../desktop';
import { whyNoUpdates } from './update-mode';
import { openUpdaterDoor } from './updater-door';
import { noUpdates, openUpdates, type Updates } from './updates';

interface SystemNeeds {
  readonly desktop: Desktop;
  readonly log: Logger;
  readonly onChange: () => void;
}

/** Updates of this copy. What updates is loaded only where it may. */
export function systemUpdates({ desktop, log, onChange }: SystemNeeds): Updates {
  const no = whyNoUpdates({
    isPackaged: app.isPackaged,
    platform: process.platform,
    env: process.env,
    packageType: packageType(),
    hasFeed: existsSync(join(process.resourcesPath, 'app-update.yml')),
  });
  if (no !== undefined) return noUpdates({ kind: 'off', ...no });
  return openUpdates({
    async openDoor(tell) {
      const { autoUpdater } = await import('electron-updater');
      return openUpdaterDoor(autoUpdater, { log, tell });
    },
    isBusy: () => desktop.waiting() > 0 || desktop.house.status().requests.active > 0,
    askAnyway: (version) => askAnyway(version, desktop),
    stop: () => desktop.stopGateway(),
    startAgain() {
      app.relaunch();
      app.exit(0);
    },
    onChange,
    now: Date.now,
    log,
  });
}

/** electron-builder notes the kind of a Linux package beside the program. */
function packageType(): string | undefined {
  try {
    return readFileSync(join(process.resourcesPath, 'package-type'), 'utf8').trim();
  } catch {
    return undefined;
  }
}

const RESTART = 0;
const LATER = 1;

async function askAnyway(version: string, desktop: Desktop): Promise<boolean> {
  const options = {
    type: 'question' as const,
    title: PRODUCT.title,
    message: `Restart now to update to ${version}?`,
    detail: 'Calls are still under way or wait for you. If you restart now, they fail.',
    buttons: ['Restart now', 'Later'],
    defaultId: LATER,
    cancelId: LATER,
    noLink: true,
  };
  const window = desktop.consoleWindow();
  const { response } = await (window === undefined
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === RESTART;
}
