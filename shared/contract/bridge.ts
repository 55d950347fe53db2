import type { ErrorObject } from '../errors/error-object';
import type { DesktopChange } from './desktop-facts';

/** Electron’s `invoke` flattens errors to strings, so failures travel as values. */
export type WireReply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorObject };

/** What a subscription tells. After `ended` nothing more comes; `open` may come again, and then all may have changed. */
export type WireEvent =
  | { readonly kind: 'open' }
  | { readonly kind: 'event'; readonly event: unknown }
  | { readonly kind: 'ended'; readonly error: ErrorObject };

/** The only object that a preload places on `window` of our pages. It carries any operation and knows none by name. */
export interface Bridge {
  invoke(operation: string, input: unknown): Promise<WireReply>;
  /** Returns the function that ends the subscription. */
  subscribe(input: unknown, listener: (event: WireEvent) => void): () => void;
  readonly desktop: ConsoleDesktop | ApprovalDesktop;
}

interface AnyDesktop {
  /** How the person wants to see the windows, as `keepAppearance` was told; absent: never said. */
  readonly appearance?: string;
  /** While a secret stands in a window, the system keeps it out of screenshots and shared screens where it can. */
  setRevealing(isRevealing: boolean): void;
}

/** What the window of the console can ask of the desktop. */
export interface ConsoleDesktop extends AnyDesktop {
  readonly window: 'main';
  keepAppearance(text: string): void;
  /** How far the person came with the first steps, as `keepWelcome` was told; absent: they never began. */
  readonly welcome?: string;
  keepWelcome(text: string): void;
  /** Decisions are taken in the approval window alone; brings it up. */
  showApprovals(id?: string): void;
  /** Opens an address in the browser of this machine; refuses what is no web page. */
  openExternal(url: string): Promise<WireReply>;
  /** Asks where a text is to be kept, and keeps it there; the value is whether the person wanted that. Windows download nothing. */
  saveText(name: string, text: string): Promise<WireReply>;
  /** The same for the record, which is too long for a page; `query` as for `GET /activity/export`. */
  saveActivity(name: string, query: Readonly<Record<string, string>>): Promise<WireReply>;
  /** How the program is set up beside the gateway, after the change; the value is `DesktopFacts`. */
  setUp(change: DesktopChange): Promise<WireReply>;
}

/** What the window that decides can ask of the desktop. */
export interface ApprovalDesktop extends AnyDesktop {
  readonly window: 'approval';
  /** Tells how the person wants to see the windows, now and whenever they choose anew in the console; as `keepAppearance` was told. */
  followAppearance(listener: (text: string) => void): void;
  /** Tells how high the page would like to be, in CSS pixels. */
  fit(height: number): void;
  /** Puts the window away where nothing waits. */
  close(): void;
}

/** The only object on `window` of the page that stands in for one that crashed. */
export interface CrashBridge {
  /** How the person wants to see the windows; absent: never said. */
  readonly appearance?: string;
  report(): Promise<WireReply>;
  copy(): Promise<WireReply>;
  reload(): Promise<WireReply>;
}
