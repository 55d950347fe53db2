import { useStore } from 'zustand';
import { SignInPage } from './features/sign-in/sign-in-page';
import { Frame } from './frame';
import { Shell } from './shell/shell';
import type { Console } from './stores/console';

interface AppProps {
  readonly value: Console;
  readonly onToken: (token: string) => void;
}

/** The console. */
export function App({ value, onToken }: AppProps) {
  const connection = useStore(value.stores.connection);
  return (
    <Frame value={value}>
      {connection.phase === 'unauthorized' ? <SignInPage token={connection.token} onToken={onToken} /> : <Shell />}
    </Frame>
  );
}
