import type { Bridge } from '../../shared/contract/bridge';
import { readEvent } from '../../shared/contract/events';
import { RemoteError } from './remote-error';
import type { Transport } from './transport';
import { valueOf } from './value-of';

/** Speaks to the gateway in the same program, through the preload. */
export function createIpcTransport(bridge: Pick<Bridge, 'invoke' | 'subscribe'>): Transport {
  return {
    call: async (operation, input) => valueOf(await bridge.invoke(operation, input)),
    subscribe: (input, listener) =>
      bridge.subscribe(input, (message) => {
        if (message.kind === 'event') listener({ kind: 'event', event: readEvent(message.event) });
        else if (message.kind === 'ended') listener({ kind: 'ended', failure: new RemoteError(message.error.error) });
        else listener(message);
      }),
  };
}
