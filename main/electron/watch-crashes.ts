import type { BrowserWindow, RenderProcessGoneDetails } from 'electron';
import { PRODUCT } from '../../shared/product';
import type { Logger } from '../gateway/ports/logger';

/** What is known of a page that fell; holds nothing that a page showed. */
export interface CrashReport {
  readonly product: string;
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
  readonly system: string;
  readonly window: string;
  /** In Electron’s words, such as `crashed` or `oom`. */
  readonly reason: string;
  readonly exitCode: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

interface CrashNeeds {
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A page fell again soon after it was loaded anew. */
  readonly onAgain: (report: CrashReport) => void;
}

/** A page that falls twice within this time falls for a reason that loading it anew does not mend. */
const SOON_MS = 60_000;

/** Loads a page anew that fell, once; the gateway is in another process and goes on either way. */
export function createCrashWatch({ log, now, onAgain }: CrashNeeds) {
  const fellAt = new Map<string, number>();
  return {
    watch(name: string, window: BrowserWindow): void {
      window.webContents.on('render-process-gone', (_, { reason, exitCode }: RenderProcessGoneDetails) => {
        if (reason === 'clean-exit') return;
        const last = fellAt.get(name);
        fellAt.set(name, now());
        log.error('A window’s page fell', { window: name, reason, exitCode });
        const isFirst = last === undefined || now() - last > SOON_MS;
        // Not in the turn in which Electron takes the old process apart.
        setImmediate(() => {
          if (!isFirst) onAgain(reportOf(name, { reason, exitCode, at: now() }));
          else if (!window.isDestroyed()) window.webContents.reload();
        });
      });
      window.on('unresponsive', () => log.warn('A window’s page does not answer', { window: name }));
    },
    /** Somebody asked for the windows again: the next fall is a first one. */
    forgive: () => fellAt.clear(),
  };
}

function reportOf(
  window: string,
  { reason, exitCode, at }: { readonly reason: string; readonly exitCode: number; readonly at: number },
): CrashReport {
  const { electron = '', chrome = '', node } = process.versions;
  return {
    product: PRODUCT.title,
    version: PRODUCT.version,
    electron,
    chromium: chrome,
    node,
    system: `${process.platform} ${process.arch}`,
    window,
    reason,
    exitCode,
    at: new Date(at).toISOString(),
  };
}
