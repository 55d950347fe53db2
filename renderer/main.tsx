import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './styles/tokens.css';
import './styles/mantine-tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { createContractClient } from '../shared/contract/client';
import { contract } from '../shared/contract/contract';
import { openSession, takeCode } from './api/console-session';
import { createHttpTransport } from './api/http-transport';
import { createIpcTransport } from './api/ipc-transport';
import { createLive } from './api/live';
import { App } from './app';
import { createStores } from './stores/stores';
import { createAppearance } from './theme/appearance';

const { origin } = window.location;
const appearance = createAppearance(window);
const transport = window.bridge === undefined ? createHttpTransport(origin) : createIpcTransport(window.bridge);
const client = createContractClient(contract, (name, _, input) => transport.call(name, input));
const stores = createStores(client);
const live = createLive(transport, stores);

const code = takeCode(window);
// A link that is not good any more: the page asks for the token, unless this browser was let in before.
if (code !== undefined) await openSession({ code }, origin).catch(() => undefined);

function signIn(token: string): void {
  void openSession({ token }, origin)
    .catch(() => stores.connection.setState({ phase: 'unauthorized', token: 'wrong' }, true))
    .then(live.restart);
}

const place = window.bridge === undefined ? 'console' : 'window';
createRoot(document.getElementById('root')!).render(
  <App value={{ client, stores, appearance, place }} onToken={signIn} />,
);
live.start();
