import { afterEach, describe, expect, it } from 'vitest';
import { hashGatewayKey } from '../../main/gateway/ports/gateway-key';
import { fixture, modernRequest, openTestHouse, type EditedConfig, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const list = modernRequest('tools/list');
const ask = (one: TestHouse) => one.post(list.body, { headers: list.headers });

describe('a key that may no longer be used is refused on the very next request', () => {
  it.each<[string, (config: EditedConfig, id: string) => void, number]>([
    ['disabled', ({ keys }, id) => Object.assign(keys[id] as object, { disabledAt: '2026-01-02T00:00:00Z' }), 401],
    ['expired', ({ keys }, id) => Object.assign(keys[id] as object, { expiresAt: '2026-01-02T00:00:00Z' }), 401],
    ['deleted', ({ keys }, id) => delete keys[id], 401],
    ['rotated', ({ keys }, id) => Object.assign(keys[id] as object, { hash: hashGatewayKey('another key') }), 401],
    ['of a user who left the project', ({ projects }) => projects['demo']?.userIds.pop(), 403],
  ])('%s', async (_, change, status) => {
    house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
    const client = await house.legacyClient();
    expect((await client.listTools()).tools.length).toBeGreaterThan(7);
    expect((await ask(house)).status).toBe(200);
    const { keyId } = house;
    await house.edit((config) => change(config, keyId));
    expect((await ask(house)).status).toBe(status);
    // A session that was opened before is no way around it.
    await expect(client.listTools()).rejects.toThrow();
  });

  it('and guessing is slowed down, for the guessed key alone', async () => {
    house = await openTestHouse({ config: { limits: { authFailures: 3, lockout: 60 } } });
    const wrong = { authorization: `Bearer smg_${house.keyId}_${'A'.repeat(43)}` };
    const guess = () => house!.post(list.body, { headers: { ...list.headers, ...wrong } });
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 401]);
    const locked = await guess();
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(locked.body.error).toMatchObject({ code: 42_901 });
    expect((await ask(house)).status).toBe(429);
    const other = { authorization: `Bearer smg_BBBBBBBBBBBB_${'A'.repeat(43)}` };
    expect((await house.post(list.body, { headers: { ...list.headers, ...other } })).status).toBe(401);
  });
});
