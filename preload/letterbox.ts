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

/** What the program said of the person's choices when it made the window: pages keep nothing themselves. */
export function kept<Name extends 'appearance' | 'welcome'>(name: Name): { readonly [Each in Name]?: string } {
  const start = `--${name}=`;
  const given = process.argv.find((argument) => argument.startsWith(start));
  return (given === undefined ? {} : { [name]: decodeURIComponent(given.slice(start.length)) }) as ReturnType<
    typeof kept<Name>
  >;
}
