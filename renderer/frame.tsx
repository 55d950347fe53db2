import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from './hooks/use-hash-location';
import { useStore } from 'zustand';
import { type Console, ConsoleProvider } from './stores/console';
import { theme } from './theme/theme';

/** What every page of ours stands in. */
export function Frame({ value, children }: { readonly value: Console; readonly children: ReactNode }) {
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
        <Router hook={useHashLocation}>{children}</Router>
      </ConsoleProvider>
      <Notifications position="bottom-right" limit={4} />
    </MantineProvider>
  );
}
