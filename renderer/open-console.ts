import { assertNever } from '../shared/assert-never';
import { createContractClient } from '../shared/contract/client';
import { contract } from '../shared/contract/contract';
import type { EventsInput } from '../shared/contract/events';
import { createHttpTransport } from './api/http-transport';
import { createIpcTransport } from './api/ipc-transport';
import { createLive, EVERYTHING, type Live } from './api/live';
import type { Console } from './stores/console';
import { createStores } from './stores/stores';
import { createAppearance } from './theme/appearance';

/** Everything that a page of ours needs; nothing is asked or heard before `live` starts. */
export function openConsole(window: Window): { readonly value: Console; readonly live: Live } {
  const { bridge, location } = window;
  const transport = bridge === undefined ? createHttpTransport(location.origin) : createIpcTransport(bridge);
  const client = createContractClient(contract, (name, _, input) => transport.call(name, input));
  const stores = createStores(client);
  const desktop = bridge?.desktop;
  const place = desktop === undefined ? 'console' : 'window';
  return {
    value: {
      client,
      stores,
      appearance: createAppearance(window),
      place,
      ...(desktop === undefined ? {} : { desktop }),
    },
    live: createLive(transport, stores, listeningOf(desktop?.window)),
  };
}

/** On the desktop one window decides, and hears of nothing else; in a tab whoever looks at the console may decide. */
function listeningOf(window: 'main' | 'approval' | undefined): EventsInput {
  switch (window) {
    case 'approval':
      return { topics: ['approvals'], decides: true };
    case 'main':
      return EVERYTHING;
    case undefined:
      return { ...EVERYTHING, decides: true };
    default:
      return assertNever(window);
  }
}
