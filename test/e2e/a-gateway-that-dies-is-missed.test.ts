import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import { buildConsole, type ConsoleBrowser, openConsoleBrowser } from '../support/console-browser';
import { executable } from '../support/console-stage';
import { freePort } from '../support/free-port';
import { type RunningProgram, startBuilt } from '../support/run-built';
import { firstConfig, fixture } from '../support/test-house';

const LONGEST_MS = 90_000;

let running: RunningProgram | undefined;
let browser: ConsoleBrowser | undefined;
let directory: string | undefined;

afterEach(async () => {
  await browser?.close();
  running?.signal('SIGKILL');
  await running?.ended;
  if (directory !== undefined) await rm(directory, { recursive: true, force: true });
});

/** Where it is, once it says so. */
async function start(home: string): Promise<string> {
  running = await startBuilt(['serve', '--quiet'], { SECURE_MCP_GATEWAY_HOME: home, HOME: home }, LONGEST_MS);
  const { pid: former } = await facts(home).catch(() => ({ pid: 0 }));
  await expect.poll(async () => (await facts(home)).pid).not.toBe(former);
  return (await facts(home)).addresses.admin;
}

async function facts(home: string): Promise<{ readonly pid: number; readonly addresses: { readonly admin: string } }> {
  return JSON.parse(await readFile(join(home, 'run/gateway.json'), 'utf8')) as Awaited<ReturnType<typeof facts>>;
}

describe.skipIf(executable === undefined)('a console whose gateway is killed', () => {
  it(
    'says so, keeps what it knew in view, and goes on by itself when there is one again',
    async () => {
      await buildConsole();
      const home = (directory = await mkdtemp(join(tmpdir(), 'smg-killed-')));
      const [mcpPort, adminPort] = [await freePort(), await freePort()];
      const servers = { friendly: fixture('friendly.mjs') };
      const config = firstConfig(createGatewayKey(), { servers, config: { listen: { mcpPort, adminPort } } });
      await writeFile(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
      const admin = await start(home);
      browser = await openConsoleBrowser({ house: { addresses: { admin } }, directory: home }, executable!);
      const { page } = await browser.open({ at: '/servers' });
      const server = page.getByRole('link', { name: 'friendly' });
      await server.waitFor();
      await page.getByText('Protected').first().waitFor();

      running?.signal('SIGKILL');
      await running?.ended;
      await page.getByText('The connection to the gateway is lost').waitFor();
      await page.getByText('No connection').first().waitFor();
      expect(await server.isVisible()).toBe(true);

      await start(home);
      await page.getByText('The connection to the gateway is lost').waitFor({ state: 'detached', timeout: 20_000 });
      await page.getByText('Protected').first().waitFor();
      // It is let in as before, and what it asks for is answered.
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
      await page.getByText(admin).first().waitFor();
    },
    LONGEST_MS,
  );
});
