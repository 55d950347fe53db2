import { createStore, type StoreApi } from 'zustand/vanilla';

export const SCHEMES = ['auto', 'light', 'dark'] as const;
export const CONTRASTS = ['auto', 'normal', 'high'] as const;
export const MOTIONS = ['auto', 'less'] as const;

/** How a person wants to see the console. `auto`: as the system has it. */
export interface Appearance {
  readonly scheme: (typeof SCHEMES)[number];
  readonly contrast: (typeof CONTRASTS)[number];
  readonly motion: (typeof MOTIONS)[number];
}

const STORED_AS = 'appearance';
const AS_THE_SYSTEM: Appearance = { scheme: 'auto', contrast: 'auto', motion: 'auto' };

type Choice = Readonly<Record<string, unknown>>;

/** What was kept, member by member; what is not known any more is as the system has it. */
export function readAppearance(text: string | null): Appearance {
  let kept: Choice = {};
  try {
    const read: unknown = JSON.parse(text ?? '{}');
    if (typeof read === 'object' && read !== null) kept = read as Choice;
  } catch {
    return AS_THE_SYSTEM;
  }
  const known = <T extends string>(values: readonly T[], value: unknown): T =>
    values.find((one) => one === value) ?? values[0]!;
  return {
    scheme: known(SCHEMES, kept['scheme']),
    contrast: known(CONTRASTS, kept['contrast']),
    motion: known(MOTIONS, kept['motion']),
  };
}

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
