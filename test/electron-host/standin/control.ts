import * as electron from './electron';
import { StandInWindow } from './browser-window';
import { screen } from './screen';
import { nativeTheme } from './native-theme';
import { records } from './records';
import { setOnline } from './small-parts';
import { notifications, trays } from './tray';

/** What tests reach beside Electron's own modules; absent where they run on a real Electron. */
export const host = {
  records,
  trays,
  notifications,
  screen,
  nativeTheme,
  setOnline,
  windows: () => StandInWindow.getAllWindows(),
};

export type Host = typeof host;

interface Asked {
  readonly id: number;
  /** The text of a function of Electron’s modules and one argument, as Playwright’s `evaluate` takes it. */
  readonly code: string;
  readonly argument: unknown;
}

/** Answers the tests over the channel of the process that started this one; ends with them. */
export function listenToTests(): void {
  if (process.send === undefined) return;
  process.on('message', ({ id, code, argument }: Asked) => {
    void run(code, argument).then(
      (value) => process.send?.({ id, value }),
      (failure: unknown) => process.send?.({ id, failure: failure instanceof Error ? failure.stack : String(failure) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
  // The channel alone keeps no program alive.
  process.channel?.unref();
  electron.app.once('ready', () => process.send?.({ isReady: true }));
}

async function run(code: string, argument: unknown): Promise<unknown> {
  const made = new Function('modules', 'argument', `return (${code})(modules, argument)`) as (
    modules: object,
    argument: unknown,
  ) => unknown;
  return made({ ...electron, host }, argument);
}
