import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll } from 'vitest';
import { buildConsole, type ConsoleBrowser, findChromium, openConsoleBrowser } from './console-browser';
import { realServers } from './real-servers';
import { fixture, openTestHouse, type TestHouse, type TestHouseOptions } from './test-house';

type Servers = Awaited<ReturnType<typeof realServers>>;

export interface ConsoleStage {
  readonly house: TestHouse;
  readonly browser: ConsoleBrowser;
  /** Where the server `files` works. */
  readonly folder: string;
}

/** Made of parts, so that no key stands in the repository. */
export const STAGE_SECRET = ['sk', 'live', '9f3b2c7d1e8a4f6b0c5d7e2a'].join('_');

export const executable = findChromium();

/** One gateway with published servers behind it and one browser before it, for all tests of a file. */
export function setUpConsole(
  config: TestHouseOptions['config'] = {},
  env: NonNullable<TestHouseOptions['env']> = {},
): () => ConsoleStage {
  let stage: (ConsoleStage & { readonly servers: Servers }) | undefined;
  beforeAll(async () => {
    await buildConsole();
    const servers = await realServers();
    await writeFile(join(servers.folder, 'notes.txt'), `The deployment key is ${STAGE_SECRET}.\n`);
    const broken = fixture('friendly.mjs', {}, ['--does-not-exist']);
    const house = await openTestHouse({
      servers: { ...servers.servers, broken: { ...broken, args: ['-e', 'process.exit(3)'] } },
      config: { guardrails: [{ name: 'local', use: 'local' }], ...config },
      env,
    });
    stage = { house, browser: await openConsoleBrowser(house, executable!), folder: servers.folder, servers };
  });
  afterAll(async () => {
    await stage?.browser.close();
    await stage?.house.stop();
    await stage?.servers.remove();
  });
  return () => stage!;
}
