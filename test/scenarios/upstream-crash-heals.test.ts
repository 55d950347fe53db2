import { afterEach, describe, expect, it } from 'vitest';
import { fixture, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

describe('an upstream that crashes heals', () => {
  it('two calls use one process; after kill -9 the next call works in another', async () => {
    house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
    const client = await house.legacyClient();
    const pid = async () => Number(textOf(await client.callTool({ name: 'rec__pid' })));
    const first = await pid();
    expect(await pid()).toBe(first);
    process.kill(first, 'SIGKILL');
    const second = await pid();
    expect(second).not.toBe(first);
    expect(house.house.status().upstreams[0]).toMatchObject({
      server: 'rec',
      state: 'ready',
      pid: second,
      restarts: 1,
    });
  });

  it('a call that was under way says that its fate is unknown; the session goes on', async () => {
    house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
    const client = await house.legacyClient();
    const lost = await client.callTool({ name: 'rec__crash' });
    expect(lost.isError).toBe(true);
    expect(textOf(lost)).toMatch(/TOOL_006/);
    expect((await client.callTool({ name: 'rec__say', arguments: { text: 'still here' } })).isError).toBeUndefined();
  });
});
