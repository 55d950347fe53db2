import type { Readable, Writable } from 'node:stream';

/** What a command may touch of the process it runs in. */
export interface Io {
  readonly stdin: Readable;
  /** Results alone; the protocol's own while `stdio` runs. */
  readonly stdout: Writable;
  /** Everything else. */
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** The words that start this program again, from anywhere. */
  readonly ownCommand: readonly [string, ...string[]];
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Calls back at each SIGINT, SIGTERM and SIGHUP until it is released. */
  readonly onSignal: (listener: (signal: NodeJS.Signals) => void) => () => void;
  /** Ends the process at once. */
  readonly exit: (code: number) => void;
}
