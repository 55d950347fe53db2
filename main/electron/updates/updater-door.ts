import type { AppUpdater } from 'electron-updater';
import type { Logger } from '../../gateway/ports/logger';
import { releaseNotesText } from './release-notes';

/** What happens while a newer version is looked for. */
export type UpdaterEvent =
  | { readonly kind: 'none' }
  /** Its download has begun. */
  | { readonly kind: 'found'; readonly version: string }
  /** It is here, and is what the feed says it is. */
  | { readonly kind: 'downloaded'; readonly version: string; readonly notes: string }
  | { readonly kind: 'failed'; readonly why: string };

/** What finds, fetches and puts in newer versions. */
export interface UpdaterDoor {
  /** Resolves when it is known whether there is one; what came of it is told as an event. */
  check(): Promise<void>;
  /** Puts in what was downloaded, ends the program and starts the newer one; what fails is told as an event, or thrown. */
  install(): void;
}

/** Our settings on an updater: it downloads by itself, goes only forward, and puts in when the program ends. */
export function openUpdaterDoor(updater: AppUpdater, { log, tell }: DoorNeeds): UpdaterDoor {
  updater.logger = {
    info: (message: unknown) => log.debug('Updates', { said: String(message) }),
    warn: (message: unknown) => log.warn('Updates', { said: String(message) }),
    error: (message: unknown) => log.warn('Updates', { said: String(message) }),
  };
  updater.autoDownload = true;
  updater.autoInstallOnAppQuit = true;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.on('update-not-available', () => tell({ kind: 'none' }));
  updater.on('update-available', ({ version }) => tell({ kind: 'found', version }));
  updater.on('update-downloaded', ({ version, releaseNotes }) =>
    tell({ kind: 'downloaded', version, notes: releaseNotesText(releaseNotes) }),
  );
  updater.on('error', (failure) => tell({ kind: 'failed', why: failure.message.split('\n')[0] ?? '' }));
  return {
    async check() {
      // Whatever fails is told by the event `error`.
      const found = await updater.checkForUpdates().catch(() => null);
      found?.downloadPromise?.catch(() => undefined);
    },
    install: () => updater.quitAndInstall(false, true),
  };
}

interface DoorNeeds {
  readonly log: Logger;
  readonly tell: (event: UpdaterEvent) => void;
}
