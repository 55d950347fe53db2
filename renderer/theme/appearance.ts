import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Appearance, readAppearance } from './read-appearance';

const STORED_AS = 'appearance';

export interface AppearanceStore extends StoreApi<Appearance> {
  choose(change: Partial<Appearance>): void;
  /** The scheme that is in force. */
  scheme(): 'light' | 'dark';
}

/** Keeps the choice in this browser and puts it on the page, before the first paint and whenever the system changes. */
export function createAppearance(window: Window): AppearanceStore {
  const { bridge, localStorage } = window;
  // A page of the desktop keeps nothing itself.
  const kept = localStorage.getItem(STORED_AS) ?? bridge?.desktop.appearance ?? null;
  const store = createStore<Appearance>(() => readAppearance(kept));
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more)');
  const scheme = (): 'light' | 'dark' => {
    const { scheme: chosen } = store.getState();
    return chosen === 'auto' ? (dark.matches ? 'dark' : 'light') : chosen;
  };
  const apply = (): void => {
    const { contrast: wanted, motion } = store.getState();
    const root = window.document.documentElement;
    root.dataset['mantineColorScheme'] = scheme();
    root.dataset['contrast'] = wanted === 'high' || (wanted === 'auto' && contrast.matches) ? 'high' : 'normal';
    root.dataset['motion'] = motion;
  };
  // A new object tells the listeners, among them React.
  const again = (): void => store.setState((now) => ({ ...now }));
  store.subscribe(apply);
  dark.addEventListener('change', again);
  contrast.addEventListener('change', again);
  apply();
  if (bridge?.desktop.window === 'approval') {
    bridge.desktop.followAppearance((text) => store.setState(readAppearance(text)));
  }
  return {
    ...store,
    scheme,
    choose(change) {
      const chosen = { ...store.getState(), ...change };
      localStorage.setItem(STORED_AS, JSON.stringify(chosen));
      if (bridge?.desktop.window === 'main') bridge.desktop.keepAppearance(JSON.stringify(chosen));
      store.setState(chosen);
    },
  };
}
