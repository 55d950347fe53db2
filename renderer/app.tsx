import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { useStore } from 'zustand';
import { SignInPage } from './features/sign-in/sign-in-page';
import { Shell } from './shell/shell';
import { type Console, ConsoleProvider } from './stores/console';
import { theme } from './theme/theme';

interface AppProps {
  readonly value: Console;
  readonly onToken: (token: string) => void;
}

/** The console. */
export function App({ value, onToken }: AppProps) {
  const { appearance } = value;
  useStore(appearance);
  return (
    // Neither variables nor classes as a style in the page: the files in styles/ have them.
    <MantineProvider
      theme={theme}
      forceColorScheme={appearance.scheme()}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <ConsoleProvider value={value}>
        <Router hook={useHashLocation}>
          <Content onToken={onToken} value={value} />
        </Router>
      </ConsoleProvider>
      <Notifications position="bottom-right" limit={4} />
    </MantineProvider>
  );
}

function Content({ value, onToken }: AppProps) {
  const connection = useStore(value.stores.connection);
  if (connection.phase === 'unauthorized') return <SignInPage token={connection.token} onToken={onToken} />;
  return <Shell />;
}
