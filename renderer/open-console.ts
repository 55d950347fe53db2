import { createContractClient } from '../shared/contract/client';
import { contract } from '../shared/contract/contract';
import { createHttpTransport } from './api/http-transport';
import { createIpcTransport } from './api/ipc-transport';
import { createLive, type Live } from './api/live';
import type { Console } from './stores/console';
import { createStores } from './stores/stores';
import { createAppearance } from './theme/appearance';

/** Everything that a page of ours needs; nothing is asked or heard before `live` starts. */
export function openConsole(window: Window): { readonly value: Console; readonly live: Live } {
  const { bridge, location } = window;
  const transport = bridge === undefined ? createHttpTransport(location.origin) : createIpcTransport(bridge);
  const client = createContractClient(contract, (name, _, input) => transport.call(name, input));
  const stores = createStores(client);
  const place = bridge === undefined ? 'console' : 'window';
  return {
    value: { client, stores, appearance: createAppearance(window), place },
    live: createLive(transport, stores),
  };
}
