import { execFile } from 'node:child_process';

const LIMIT_MS = 5_000;
const MARK = '__SECURE_MCP_GATEWAY_PATH__';

/**
 * The PATH of a login shell, which a program started from a desktop does not inherit. Asked once;
 * `undefined` when there is no shell or it does not answer.
 */
export function createLoginShellPath(
  shell: string | undefined = process.env['SHELL'],
): () => Promise<string | undefined> {
  let asked: Promise<string | undefined> | undefined;
  return () => (asked ??= askShell(shell));
}

function askShell(shell: string | undefined): Promise<string | undefined> {
  if (shell === undefined || shell === '' || process.platform === 'win32') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const script = `printf '%s' '${MARK}' "$PATH" '${MARK}'`;
    const options = { timeout: LIMIT_MS, killSignal: 'SIGKILL', maxBuffer: 1024 * 1024 } as const;
    const child = execFile(shell, ['-ilc', script], options, (_failure, stdout) => {
      const path = stdout.split(MARK)[1];
      resolve(path === undefined || path === '' ? undefined : path);
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end();
  });
}
