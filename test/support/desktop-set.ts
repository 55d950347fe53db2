import { afterAll, afterEach, beforeAll } from 'vitest';
import type { DesktopApp, LaunchOptions } from '../electron-host/desktop-app';
import { type DesktopStage, openDesktopStage } from '../electron-host/desktop-stage';
import { findElectron } from '../electron-host/launch-electron';
import { type DesktopData, prepareDesktopData } from './desktop-data';
import { tellOfWindows } from './desktop-looks';
import { findChromium } from './console-browser';
import type { TestHouseOptions } from './test-house';

export const chromiumPath = findChromium();

/** Then tests are skipped that look at what only the stand-in tells, such as dialogs. */
export const isRealElectron = findElectron() !== undefined;

/** What is told of a program that was started. */
export interface Started {
  readonly app: DesktopApp;
  readonly data: DesktopData;
}

/** For a file of desktop tests one stage; every program that a test starts ends with the test, but for what all of a block share. */
export function setUpDesktop() {
  let stage: DesktopStage | undefined;
  const apps: DesktopApp[] = [];
  const places: DesktopData[] = [];
  const kept: DesktopData[] = [];
  beforeAll(async () => {
    stage = await openDesktopStage(chromiumPath!);
  });
  afterEach(async ({ task }) => {
    const failure = task.result?.errors?.[0];
    if (failure !== undefined) {
      const shown = await Promise.all(apps.map((app) => tellOfWindows(app).catch(String)));
      failure.message = [failure.message, ...shown].join('\n\n');
    }
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await Promise.all(places.splice(0).map((place) => place.remove()));
  });
  afterAll(async () => {
    await stage?.close();
    await Promise.all(kept.splice(0).map((place) => place.remove()));
  });

  const launch = async (data: DesktopData, options: Omit<LaunchOptions, 'env'> = {}): Promise<DesktopApp> => {
    const app = await stage!.launch({ env: data.env, ...options });
    apps.push(app);
    return app;
  };
  const prepare = async (options: Pick<TestHouseOptions, 'servers' | 'config'> = {}): Promise<DesktopData> => {
    const data = await prepareDesktopData(options);
    places.push(data);
    return data;
  };
  return {
    prepare,
    /** In `beforeAll`: one program for tests that leave it as they found it. Close it in `afterAll`: pages of two are not told apart. */
    async startForAll(options: Pick<TestHouseOptions, 'servers' | 'config'> = {}): Promise<Started> {
      const data = await prepareDesktopData(options);
      kept.push(data);
      return { data, app: await stage!.launch({ env: data.env }) };
    },
    /** Starts the desktop on a data directory that is there, or once more beside another. */
    launch,
    async start(
      options: Pick<TestHouseOptions, 'servers' | 'config'> = {},
      how: Omit<LaunchOptions, 'env'> = {},
    ): Promise<Started> {
      const data = await prepare(options);
      return { data, app: await launch(data, how) };
    },
  };
}
