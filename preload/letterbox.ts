import { ipcRenderer } from 'electron';
import type { Bridge, WireEvent } from '../shared/contract/bridge';
import { ask } from './ask';

let subscriptions = 0;

/** What both windows of the console can do, each over channels of its own. */
export function createLetterbox(window: 'main' | 'approval'): Pick<Bridge, 'invoke' | 'subscribe'> {
  return {
    invoke: (operation, input) => ask(`${window}:invoke`, { operation, input }),
    subscribe(input, listener) {
      const own = (subscriptions += 1);
      const forward = (_: unknown, id: number, event: WireEvent): void => {
        if (id === own) listener(event);
      };
      ipcRenderer.on(`${window}:event`, forward);
      void ask(`${window}:subscribe`, { id: own, input }).then((reply) => {
        if (!reply.ok) listener({ kind: 'ended', error: reply.error });
      });
      return () => {
        ipcRenderer.off(`${window}:event`, forward);
        void ask(`${window}:unsubscribe`, { id: own });
      };
    },
  };
}

const KEPT = '--appearance=';

/** How the person wants to see the windows; the program says so when it makes one. */
export function keptAppearance(): { readonly appearance?: string } {
  const given = process.argv.find((argument) => argument.startsWith(KEPT));
  return given === undefined ? {} : { appearance: decodeURIComponent(given.slice(KEPT.length)) };
}
