import type { Bridge } from '../../shared/contract/bridge';
import { RemoteError } from './remote-error';
import type { Transport } from './transport';

/** Speaks to the gateway in the same program, through the preload. */
export function createIpcTransport(bridge: Bridge): Transport {
  return {
    async call(operation, input) {
      const reply = await bridge.invoke(operation, input);
      if (reply.ok) return reply.value;
      throw new RemoteError(reply.error.error);
    },
  };
}
