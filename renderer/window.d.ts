import type { Bridge, CrashBridge } from '../shared/contract/bridge';

declare global {
  interface Window {
    /** Placed by the preload in the desktop window; absent in a browser tab. */
    readonly bridge?: Bridge;
    /** Placed by the preload of the page that stands in for one that crashed. */
    readonly crash?: CrashBridge;
  }
}
