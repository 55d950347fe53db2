import type { BrowserWindow } from 'electron';
import type { House } from '../open-house';
import type { Network } from './network';
import type { Preferences } from './preferences';

/** The running desktop, as tray, notifications, links and updates see it. */
export interface Desktop {
  readonly house: House;
  readonly preferences: Preferences;
  readonly network: Network;
  /** Brings up the console; with a route of its own, such as `/servers`, on that screen. */
  showConsole(route?: string): void;
  /** Hides the console, or shows it where it is hidden. */
  toggleConsole(): void;
  /** The window of the console, while there is one; dialogs stand before it. */
  consoleWindow(): BrowserWindow | undefined;
  isConsoleSeen(): boolean;
  /** Brings up the window that decides; with the id of a call, with that call in view. */
  showApprovals(id?: string): void;
  isApprovalSeen(): boolean;
  /** How many calls wait for a person now. */
  waiting(): number;
  /** Tells of windows that come and go, and of calls that begin or end to wait; returns the function that ends it. */
  onChange(listener: () => void): () => void;
  /** Ends the program, after the person was told what that means. */
  quit(): void;
  /** Ends it without asking, for an update or the end of the session. Resolves when the gateway has stopped; the program ends then. */
  stopNow(): Promise<void>;
  /** Stops the gateway and nothing more, for an updater that ends the program itself; no question comes after it. */
  stopGateway(): Promise<void>;
}
