import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { builtFile } from '../support/built-file';
import { fixture, openTestHouse, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;

beforeAll(async () => {
  await builtFile('detector-worker.js');
});

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const open = async () => {
  house = await openTestHouse({
    servers: { rec: fixture('recording.mjs') },
    config: {
      guardrails: [{ name: 'words', use: 'local', options: { bannedKeywords: ['wombat'] } } as never],
      limits: { resultSize: 0 },
      policy: { detectors: { 'banned-keywords': { action: 'block' }, sponge: { action: 'off' } } },
    },
  });
  return house;
};

const LARGE = 'one word or two '.repeat(100_000);

describe('large content does not hold up others', () => {
  it('is judged beside the gateway while small calls come and go', async () => {
    const opened = await open();
    const client = await opened.legacyClient();
    const say = (text: string) => client.callTool({ name: 'rec__say', arguments: { text } });
    await say('hello');
    const begun = once(process, 'worker') as Promise<[Worker]>;
    const order: string[] = [];
    const large = say(LARGE).finally(() => order.push('large'));
    const [thread] = await begun;
    const ended = once(thread, 'exit');
    const small = await say('hello again').finally(() => order.push('small'));
    expect(small).toMatchObject({ content: [{ text: 'You said: hello again' }] });
    expect(await large).toMatchObject({ content: [{ text: `You said: ${LARGE}` }] });
    expect(order).toEqual(['small', 'large']);
    await opened.stop();
    house = undefined;
    await ended;
  });

  it('and is refused for the same reasons', async () => {
    const client = await (await open()).legacyClient();
    const begun = once(process, 'worker');
    const refused = await client.callTool({ name: 'rec__say', arguments: { text: `${LARGE} wombat` } });
    expect(refused.isError).toBe(true);
    expect(JSON.stringify(refused)).toContain('banned');
    await begun;
  });
});
