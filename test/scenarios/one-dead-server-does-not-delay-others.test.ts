import { afterEach, describe, expect, it } from 'vitest';
import { fixture, openTestHouse, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const dead = {
  silent: fixture('hostile.mjs', {}, ['silent-start']),
  missing: { command: 'no-such-command-anywhere', args: [] },
  exits: { command: process.execPath, args: ['-e', 'process.exit(1)'] },
  refuses: { url: 'http://127.0.0.1:9/mcp' },
};

describe('one dead server does not delay the others', () => {
  it('neither their calls nor their lists, and its own calls say what is wrong', async () => {
    house = await openTestHouse({
      servers: { ...dead, rec: fixture('recording.mjs') },
      config: { timeouts: { discovery: 2 } },
    });
    const client = await house.legacyClient();
    const startedAt = performance.now();
    const alive = await client.callTool({ name: 'rec__say', arguments: { text: 'quick' } });
    expect(alive.isError).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(2_000);

    const names = (await client.listTools()).tools.map((tool) => tool.name);
    expect(names).toContain('rec__say');
    // The second time nobody waits for those that were late the first time.
    const again = performance.now();
    await client.listTools();
    expect(performance.now() - again).toBeLessThan(1_000);

    for (const server of ['missing', 'exits', 'refuses']) {
      const call = await client.callTool({ name: `${server}__x` });
      expect(call.isError).toBe(true);
      expect(JSON.stringify(call.content)).toContain(server);
    }
    const all = await client.callTool({ name: 'enkrypt_list_all_servers' });
    expect(all.isError).toBe(true);
    expect(all.structuredContent).toMatchObject({
      status: 'error',
      discovery_success_servers: ['rec'],
      discovery_failed_servers: ['silent', 'missing', 'exits', 'refuses'],
    });
  });
});
