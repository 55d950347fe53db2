import './styles/all.css';
import { createRoot } from 'react-dom/client';
import { openSession, takeCode } from './api/console-session';
import { App } from './app';
import { openConsole } from './open-console';

const { origin } = window.location;
const { value, live } = openConsole(window);

const code = takeCode(window);
// A link that is not good any more: the page asks for the token, unless this browser was let in before.
if (code !== undefined) await openSession({ code }, origin).catch(() => undefined);

function signIn(token: string): void {
  void openSession({ token }, origin)
    .catch(() => value.stores.connection.setState({ phase: 'unauthorized', token: 'wrong' }, true))
    .then(live.restart);
}

createRoot(document.getElementById('root')!).render(<App value={value} onToken={signIn} />);
live.start();
