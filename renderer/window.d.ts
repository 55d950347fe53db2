import type { Bridge } from '../shared/contract/bridge';

declare global {
  interface Window {
    /** Placed by the preload in the desktop window; absent in a browser tab. */
    readonly bridge?: Bridge;
  }
}
