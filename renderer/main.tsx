import { createRoot } from 'react-dom/client';
import { takeAdminToken } from './api/admin-token';
import { createHttpTransport } from './api/http-transport';
import { createIpcTransport } from './api/ipc-transport';
import { App } from './app';
import { createStatusStore } from './stores/status-store';
import './styles/base.css';

const POLL_MS = 2_000;

const token = takeAdminToken(window);
const transport =
  window.bridge === undefined
    ? createHttpTransport(token.read, window.location.origin)
    : createIpcTransport(window.bridge);
const store = createStatusStore(transport, POLL_MS);

function signIn(given: string): void {
  token.keep(given);
  void store.refresh();
}

createRoot(document.getElementById('root')!).render(<App store={store} onToken={signIn} />);
