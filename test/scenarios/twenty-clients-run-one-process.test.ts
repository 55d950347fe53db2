import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectAskable, type AskableClient } from '../support/askable-client';
import { isAlive } from '../support/is-alive';
import { shimTransport, type ShimTransport } from '../support/shim-client';
import { eventually, fixture, openTestHouse, textOf, type TestHouse } from '../support/test-house';

const TWENTY = Array.from({ length: 20 }, (_, nr) => nr);
let house: TestHouse;
let shims: ShimTransport[];

beforeEach(async () => {
  shims = [];
  house = await openTestHouse({
    servers: { shared: fixture('friendly.mjs'), own: { ...fixture('friendly.mjs'), share: 'session' } },
  });
});

afterEach(async () => {
  for (const shim of shims) await shim.close();
  await house?.stop();
});

async function joinAll(count: readonly number[]): Promise<readonly AskableClient[]> {
  const path = house.house.addresses.socket;
  shims = count.map(() => shimTransport({ path, key: house.key }));
  return Promise.all(shims.map((shim) => connectAskable(shim, 'none')));
}

async function pidOf({ ask }: AskableClient, server: string): Promise<number> {
  return Number(textOf(await ask('tools/call', { name: `${server}__pid`, arguments: {} })));
}

describe('twenty clients that start a shim each', () => {
  it('run one process of a server that they share', async () => {
    const clients = await joinAll(TWENTY);
    const pids = await Promise.all(clients.map((client) => pidOf(client, 'shared')));
    expect(new Set(pids).size).toBe(1);
    const [pid = 0] = pids;
    expect(isAlive(pid)).toBe(true);
    await shims[0]?.close();
    expect(await pidOf(clients[1]!, 'shared')).toBe(pid);
  });

  it('run one process each of a server that belongs to a session, which ends when its client leaves', async () => {
    const clients = await joinAll(TWENTY.slice(0, 6));
    const pids = await Promise.all(clients.map((client) => pidOf(client, 'own')));
    expect(new Set(pids).size).toBe(6);
    expect(await Promise.all(clients.map((client) => pidOf(client, 'own')))).toEqual(pids);
    await shims[2]?.close();
    await eventually(() => !isAlive(pids[2]!));
    expect(pids.map(isAlive)).toEqual([true, true, false, true, true, true]);
    for (const shim of shims) await shim.close();
    await eventually(() => pids.every((pid) => !isAlive(pid)));
  });
});
