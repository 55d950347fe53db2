import { execFile } from 'node:child_process';

/** What shows trays on Linux (freedesktop.org, StatusNotifierItem). GNOME has none without an extension. */
const WATCHER = 'org.kde.StatusNotifierWatcher';
const ANSWER_WITHIN_MS = 3_000;

/** Runs a program and resolves with what it printed; rejects where it fails or is not there. */
export type Run = (program: string, words: readonly string[]) => Promise<string>;

/** Both speak to the session bus; one of them is on nearly every desktop. */
const QUESTIONS: readonly (readonly [program: string, words: readonly string[]])[] = [
  [
    'gdbus',
    [
      ...['call', '--session', '--dest', WATCHER, '--object-path', '/StatusNotifierWatcher'],
      ...['--method', 'org.freedesktop.DBus.Properties.Get', WATCHER, 'IsStatusNotifierHostRegistered'],
    ],
  ],
  ['busctl', ['--user', 'get-property', WATCHER, '/StatusNotifierWatcher', WATCHER, 'IsStatusNotifierHostRegistered']],
];

/** Whether something shows trays now. Where nobody can be asked it is `false`: a window that cannot be found again is worse. */
export async function hasIndicatorHost(run: Run = runProgram): Promise<boolean> {
  for (const [program, words] of QUESTIONS) {
    const answer = await run(program, words).catch(() => undefined);
    if (answer !== undefined) return /\btrue\b/.test(answer);
  }
  return false;
}

const runProgram: Run = (program, words) =>
  new Promise((resolve, reject) => {
    execFile(program, words, { timeout: ANSWER_WITHIN_MS, windowsHide: true }, (failure, stdout) =>
      failure === null ? resolve(stdout) : reject(failure),
    );
  });
