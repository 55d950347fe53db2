import { useEffect, useSyncExternalStore } from 'react';
import { assertNever } from '../shared/assert-never';
import { Notice } from './components/notice';
import { OverviewPage } from './features/overview/overview-page';
import { SignInPage } from './features/sign-in/sign-in-page';
import type { StatusStore } from './stores/status-store';

interface AppProps {
  readonly store: StatusStore;
  readonly onToken: (token: string) => void;
}

/** The console: one page that shows how the gateway is. */
export function App({ store, onToken }: AppProps) {
  useEffect(() => store.watch(), [store]);
  return (
    <>
      <header>
        <h1>Secure MCP Gateway</h1>
      </header>
      <main>
        <Content store={store} onToken={onToken} />
      </main>
    </>
  );
}

function Content({ store, onToken }: AppProps) {
  const connection = useSyncExternalStore(store.subscribe, store.current);
  switch (connection.phase) {
    case 'connecting':
      return <Notice tone="busy" title="Connecting to the gateway …" />;
    case 'unauthorized':
      return <SignInPage token={connection.token} onToken={onToken} />;
    case 'lost':
      return (
        <>
          <Notice tone="bad" title="The connection is lost">
            <p>{connection.problem} This page tries again every two seconds.</p>
          </Notice>
          {connection.lastKnown !== undefined && (
            <div className="stale" aria-label="Last known state" role="group">
              <OverviewPage status={connection.lastKnown} now={Date.now()} />
            </div>
          )}
        </>
      );
    case 'live':
      return <OverviewPage status={connection.status} now={Date.now()} />;
    default:
      return assertNever(connection);
  }
}
