import { type Browser, chromium } from 'playwright-core';
import { freePort } from '../support/free-port';
import { buildStandIn } from './build-standin';
import type { DesktopApp, LaunchOptions } from './desktop-app';
import { findElectron, launchElectron } from './launch-electron';
import { launchStandIn } from './launch-standin';

const FLAGS = [
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking',
  '--disable-component-update --disable-sync',
].flatMap((flags) => flags.split(' '));

/** Where desktop programs are run: on a real Electron where there is one, else on the stand-in. */
export interface DesktopStage {
  readonly mode: DesktopApp['mode'];
  launch(options: LaunchOptions): Promise<DesktopApp>;
  close(): Promise<void>;
}

/** Opens a stage; `chromiumPath` is the browser that stands in for Electron's. */
export async function openDesktopStage(chromiumPath: string): Promise<DesktopStage> {
  const electron = findElectron();
  if (electron !== undefined) {
    return { mode: 'electron', launch: (options) => launchElectron(electron, options), close: async () => undefined };
  }
  const port = await freePort();
  const [start, browser] = await Promise.all([
    buildStandIn(),
    chromium.launch({ executablePath: chromiumPath, args: [...FLAGS, `--remote-debugging-port=${port}`] }),
  ]);
  const endpoint = `http://127.0.0.1:${port}`;
  // A second look at the same browser: it sees the pages that programs under test make.
  const look: Browser = await chromium.connectOverCDP(endpoint);
  const apps = new Set<DesktopApp>();
  return {
    mode: 'stand-in',
    async launch(options) {
      const app = await launchStandIn({ start, endpoint, look }, options);
      apps.add(app);
      return app;
    },
    async close() {
      await Promise.all([...apps].map((app) => app.close()));
      await look.close();
      await browser.close();
    },
  };
}
