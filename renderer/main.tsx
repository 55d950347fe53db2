import { createRoot } from 'react-dom/client';
import { openSession, takeCode } from './api/console-session';
import { createHttpTransport } from './api/http-transport';
import { createIpcTransport } from './api/ipc-transport';
import { App } from './app';
import { createStatusStore } from './stores/status-store';
import './styles/base.css';

const POLL_MS = 2_000;

const { origin } = window.location;
const transport = window.bridge === undefined ? createHttpTransport(origin) : createIpcTransport(window.bridge);
const store = createStatusStore(transport, POLL_MS);

const code = takeCode(window);
// A link that is not good any more: the page asks for the token, unless this browser was let in before.
if (code !== undefined) await openSession({ code }, origin).catch(() => undefined);

function signIn(token: string): void {
  void openSession({ token }, origin)
    .catch(() => undefined)
    .then(() => store.refresh());
}

createRoot(document.getElementById('root')!).render(<App store={store} onToken={signIn} />);
