import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { _electron } from 'playwright-core';
import { builtFile } from '../support/built-file';
import type { DesktopApp, LaunchOptions } from './desktop-app';
import { until } from './until';

const ROOT = resolve(import.meta.dirname, '../..');

/** A real Electron: the one that ELECTRON_BINARY names, or the installed one. Asking the package would start a download. */
export function findElectron(): string | undefined {
  const named = process.env['ELECTRON_BINARY'];
  if (named !== undefined) return named;
  const home = join(ROOT, 'node_modules/electron');
  const pathFile = join(home, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const program = join(home, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

/** Starts the built desktop on a real Electron. */
export async function launchElectron(executablePath: string, { args = [], env }: LaunchOptions): Promise<DesktopApp> {
  await builtFile('electron.js');
  const app = await _electron.launch({
    executablePath,
    args: [ROOT, ...args],
    env: { PATH: process.env['PATH'] ?? '', DISPLAY: process.env['DISPLAY'] ?? '', ...env },
  });
  const child = app.process();
  const printed = { stdout: '', stderr: '' };
  child.stdout?.on('data', (text: Buffer) => (printed.stdout += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (printed.stderr += text.toString()));
  const ended = new Promise<{ code: number | null }>((done) => child.once('close', (code) => done({ code })));
  return {
    mode: 'electron',
    pid: child.pid ?? 0,
    printed,
    ended,
    page: (kind) =>
      until(`a page of app://${kind}`, () => app.windows().find((page) => page.url().startsWith(`app://${kind}/`))),
    evaluate: (run, argument) => app.evaluate(run as never, argument) as never,
    signal: (name) => void child.kill(name),
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
