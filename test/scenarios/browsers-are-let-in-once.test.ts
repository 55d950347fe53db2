import { afterEach, describe, expect, it } from 'vitest';
import { openRunning } from '../../main/compose';
import { createAdminKey } from '../../main/gateway/ports/gateway-key';
import { CONSOLE_HEADERS, SESSION_PATH } from '../../shared/contract/console';
import { createBrowser } from '../support/browser';
import { runCli } from '../support/run-cli';
import { openTestHouse, type TestHouse } from '../support/test-house';

let one: TestHouse | undefined;
afterEach(() => one?.stop());

type Fetch = typeof fetch;
const open = async (config = {}) => (one = await openTestHouse({ config }));
const codeOf = (url: string): string => new URLSearchParams(new URL(url).hash.slice(1)).get('code') ?? '';
const addressOf = (house: TestHouse, path: string) => `${house.house.addresses.admin}${path}`;

const enter = (house: TestHouse, code: string, browse: Fetch) =>
  browse(addressOf(house, SESSION_PATH), {
    method: 'POST',
    headers: { ...CONSOLE_HEADERS, 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
const look = async (house: TestHouse, browse: Fetch, headers: Record<string, string> = { ...CONSOLE_HEADERS }) =>
  (await browse(addressOf(house, '/api/v1/status'), { headers })).status;

describe('a browser', () => {
  it('is let in by the link that the gateway printed, by that alone, and once', async () => {
    const house = await open();
    const [first, second] = [createBrowser(), createBrowser()];
    expect(await look(house, first.fetch)).toBe(401);
    const answer = await enter(house, codeOf(house.house.consoleUrl), first.fetch);
    expect(answer.status).toBe(200);
    const cookie = answer.headers.getSetCookie().join();
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; /);
    expect(await look(house, first.fetch)).toBe(200);
    expect((await enter(house, codeOf(house.house.consoleUrl), second.fetch)).status).toBe(401);
    expect((await enter(house, 'x'.repeat(43), second.fetch)).status).toBe(401);
    expect(await look(house, second.fetch)).toBe(401);
  });

  it('is let in by a link of the command line', async () => {
    const house = await open();
    const { stdout } = await runCli(house.directory, ['console', '--json'], { doors: { openRunning } });
    const browser = createBrowser();
    await enter(house, codeOf((JSON.parse(stdout) as { url: string }).url), browser.fetch);
    expect(await look(house, browser.fetch)).toBe(200);
  });

  it('is believed for what our own page asks, and for nothing that another makes it send', async () => {
    const house = await open();
    const browser = createBrowser();
    await enter(house, codeOf(house.house.consoleUrl), browser.fetch);
    // A page on another port of this host: the browser sends the cookie, but not our header without asking first.
    expect(await look(house, browser.fetch, {})).toBe(401);
    const { status, headers } = await browser.fetch(addressOf(house, '/api/v1/status'), {
      method: 'OPTIONS',
      headers: { origin: 'http://127.0.0.1:3000', 'access-control-request-headers': Object.keys(CONSOLE_HEADERS)[0]! },
    });
    expect(status).toBe(405);
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const forged = await browser.fetch(addressOf(house, SESSION_PATH), { method: 'POST' });
    expect(forged.status).toBe(403);
  });

  it('is forgotten when its person leaves, whoever has the cookie then', async () => {
    const house = await open();
    const browser = createBrowser();
    await enter(house, codeOf(house.house.consoleUrl), browser.fetch);
    const end = { method: 'DELETE', headers: CONSOLE_HEADERS };
    const kept = [...browser.jar];
    expect((await browser.fetch(addressOf(house, SESSION_PATH), end)).status).toBe(200);
    expect(browser.jar.size).toBe(0);
    for (const [name, value] of kept) browser.jar.set(name, value);
    expect(await look(house, browser.fetch)).toBe(401);
  });

  it('may do what the asker of its link may do, and goes with them', async () => {
    const key = createAdminKey();
    const createdAt = '2026-01-01T00:00:00Z';
    const house = await open({ adminKeys: { [key.id]: { hash: key.hash, role: 'viewer', createdAt } } });
    const asked = await fetch(addressOf(house, '/api/v1/console/links'), {
      method: 'POST',
      headers: { authorization: `Bearer ${key.text}` },
    });
    const { data } = (await asked.json()) as { data: { url: string } };
    const browser = createBrowser();
    await enter(house, codeOf(data.url), browser.fetch);
    expect(await look(house, browser.fetch)).toBe(200);
    const change = await browser.fetch(addressOf(house, '/api/v1/configs'), {
      method: 'POST',
      headers: { ...CONSOLE_HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify({ config_name: 'Web' }),
    });
    expect(change.status).toBe(403);
    await house.edit((config) => {
      (config as unknown as { adminKeys: Record<string, { disabledAt?: string }> }).adminKeys[key.id]!.disabledAt =
        createdAt;
    });
    await expect.poll(() => look(house, browser.fetch)).toBe(401);
  });
});
