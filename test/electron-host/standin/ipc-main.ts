import { EventEmitter } from 'node:events';

type Handler = (event: unknown, ...given: unknown[]) => unknown;

/** What a page gets for asking: a value, or the text of what was thrown, which is all that Electron passes on. */
export type IpcAnswer = { readonly value: unknown } | { readonly failure: string };

class StandInIpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  async ask(channel: string, event: unknown, given: readonly unknown[]): Promise<IpcAnswer> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) return { failure: `Error: No handler registered for '${channel}'` };
    try {
      // What cannot be cloned cannot be sent.
      return { value: structuredClone(await handler(event, ...given)) };
    } catch (failure) {
      return { failure: String(failure) };
    }
  }
}

export const ipcMain = new StandInIpcMain();
