import { fork } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { builtFile } from '../support/built-file';
import type { DesktopApp, LaunchOptions } from './desktop-app';
import { until } from './until';

interface StandInPlace {
  readonly start: string;
  readonly endpoint: string;
  readonly look: Browser;
}

interface Reply {
  readonly id?: number;
  readonly isReady?: true;
  readonly value?: unknown;
  readonly failure?: string;
}

const READY_WITHIN_MS = 40_000;
/** Shorter than a test may take, so that it is said what was waited for. */
const PATIENCE_MS = 30_000;
const END_WITHIN_MS = 15_000;

/** Starts the built desktop on the stand-in. */
export async function launchStandIn(
  { start, endpoint, look }: StandInPlace,
  { args = [], env, isPackaged = false, resources, isBrief = false }: LaunchOptions,
): Promise<DesktopApp> {
  const main = await builtFile('electron.js');
  const child = fork(start, [main, ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      ...env,
      ELECTRON_HOST_BROWSER: endpoint,
      ...(resources === undefined ? {} : { ELECTRON_HOST_RESOURCES: resources }),
      ...(isPackaged ? { ELECTRON_HOST_PACKAGED: '1' } : {}),
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  const ended = new Promise<{ code: number | null }>((resolve) => child.once('close', (code) => resolve({ code })));
  const waiting = new Map<number, (reply: Reply) => void>();
  const ready = new Promise<void>((resolve) => {
    child.on('message', (reply: Reply) => {
      if (reply.isReady) resolve();
      else if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
    });
  });
  let asked = 0;

  if (!isBrief) {
    const first = await Promise.race([ready.then(() => 'ready' as const), ended, sleep(READY_WITHIN_MS)]);
    if (first !== 'ready') {
      child.kill('SIGKILL');
      throw new Error(`The desktop was not ready:\n${printed.stderr}`);
    }
  }

  const app: DesktopApp = {
    mode: 'stand-in',
    pid: child.pid ?? 0,
    printed,
    ended,
    async page(kind) {
      // The browser may know of a page a moment before the program does.
      const find = async (): Promise<Page | undefined> => {
        const isKnown = await app.evaluate(
          ({ BrowserWindow }, origin) =>
            BrowserWindow.getAllWindows().some(({ webContents }) => webContents.getURL().startsWith(origin)),
          `app://${kind}/`,
        );
        return isKnown ? findPage(look, kind) : undefined;
      };
      const page = await until(`a page of app://${kind}`, find, () => printed.stderr);
      page.setDefaultTimeout(PATIENCE_MS);
      return page;
    },
    async evaluate(run, argument) {
      if (!child.connected) throw new Error('The program has ended');
      const id = (asked += 1);
      const reply = await new Promise<Reply>((resolve) => {
        waiting.set(id, resolve);
        void ended.then(() => resolve({ failure: 'The program has ended' }));
        child.send({ id, code: run.toString(), argument });
      });
      waiting.delete(id);
      if (reply.failure !== undefined) throw new Error(reply.failure);
      return reply.value as never;
    },
    signal: (name) => void child.kill(name),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    },
  };
  return app;
}

function findPage(look: Browser, kind: string): Page | undefined {
  const pages = look.contexts().flatMap((context) => context.pages());
  return pages.find((page) => page.url().startsWith(`https://${kind}.app.electron.test/`) && !page.isClosed());
}

const sleep = (ms: number): Promise<undefined> => new Promise((done) => setTimeout(() => done(undefined), ms).unref());
