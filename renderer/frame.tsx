import { MantineProvider } from '@mantine/core';
import { Notifications, type NotificationsProps } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from './hooks/use-hash-location';
import { useStore } from 'zustand';
import { type Console, ConsoleProvider } from './stores/console';
import { theme } from './theme/theme';

interface Props {
  readonly value: Console;
  /** Where notes come up: never over what is to be pressed. */
  readonly notesAt?: NotificationsProps['position'];
  readonly children: ReactNode;
}

/** What every page of ours stands in. */
export function Frame({ value, notesAt = 'bottom-right', children }: Props) {
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
      <Notifications position={notesAt} limit={4} />
    </MantineProvider>
  );
}
