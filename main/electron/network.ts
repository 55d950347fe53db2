import { net } from 'electron';

/** Electron’s main process has no event for it (its “Online/Offline Event Detection”); the answer is at hand and costs nothing. */
const LOOK_EVERY_MS = 5_000;

/** Whether this machine has a network. `false` is a strong sign that nothing elsewhere can be reached; `true` promises nothing. */
export interface Network {
  readonly isOnline: () => boolean;
  /** Tells when that has changed; returns the function that ends it. */
  readonly onChange: (listener: (isOnline: boolean) => void) => () => void;
  readonly dispose: () => void;
}

/** Looks from time to time; the looking keeps no program alive. */
export function watchNetwork(): Network {
  const listeners = new Set<(isOnline: boolean) => void>();
  let isOnline = net.isOnline();
  const look = (): void => {
    const found = net.isOnline();
    if (found === isOnline) return;
    isOnline = found;
    for (const listener of listeners) listener(found);
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    isOnline() {
      look();
      return isOnline;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      clearInterval(timer);
      listeners.clear();
    },
  };
}
