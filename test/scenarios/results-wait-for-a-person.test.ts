import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import { openHouse } from '../../main/open-house';
import { type Clerk, seatClerk } from '../support/clerk';
import { type Office, openOffice } from '../support/office';
import { textOf } from '../support/test-house';

let office: Office | undefined;
let clerk: Clerk | undefined;
afterEach(async () => {
  clerk?.leave();
  await office?.close();
  office = undefined;
});

const EVERY_RESULT = { policy: { approvals: { ask: 'nothing', results: 'everything' } } } as const;

async function open(config: Partial<GatewayConfigInput>, env: Record<string, string> = {}) {
  office = await openOffice(config, { env });
  clerk = seatClerk(office.one);
  return office;
}

describe('a result that a person must see', () => {
  it('waits, after its server was called', async () => {
    const here = await open(EVERY_RESULT);
    const call = (await here.one.legacyClient()).callTool({ name: 'office__report' });
    const hold = await clerk!.waiting();
    expect(hold).toMatchObject({
      direction: 'response',
      reasons: [{ ruleId: 'every-result' }],
      content: { content: [{ type: 'text', text: 'all is well' }] },
      scopes: ['once', 'always-deny'],
    });
    expect(await here.reached()).toHaveLength(1);
    await clerk!.decide(hold, 'allow');
    expect(textOf(await call)).toBe('all is well');
  });

  it('is nowhere in what the client gets when it is denied', async () => {
    const here = await open(EVERY_RESULT, { REPORT: 'unspeakable' });
    const call = (await here.one.legacyClient()).callTool({ name: 'office__report' });
    await clerk!.answer('deny');
    const refused = await call;
    expect(refused.isError).toBe(true);
    expect(JSON.stringify(refused)).not.toContain('unspeakable');
    expect(textOf(refused)).toContain('a person denied this result');
  });

  it('is given to the same request later when it was allowed too late, without another call', async () => {
    const here = await open({ ...EVERY_RESULT, approvals: { deadline: 0.3 } });
    const client = await here.one.legacyClient();
    const report = () => client.callTool({ name: 'office__report' });
    expect(textOf(await report())).toContain('approval of this result timed out');
    const [late] = here.one.house.gateway.approvals.desk.list();
    await clerk!.decide(late!, 'allow');
    expect(textOf(await report())).toBe('all is well');
    expect(await here.reached()).toHaveLength(1);
    expect(textOf(await report())).toContain('timed out');
    expect(await here.reached()).toHaveLength(2);
  });

  it('waits because of what was found in it', async () => {
    const guardrails = [{ name: 'words', use: 'custom-keyword', options: { words: ['well'], action: 'ask' } }];
    const here = await open({ guardrails });
    const call = (await here.one.modernClient()).callTool({ name: 'office__report' });
    const hold = await clerk!.waiting();
    expect(hold.reasons).toMatchObject([{ ruleId: 'custom-keyword', evidence: [{ path: '/content/0/text' }] }]);
    await clerk!.decide(hold, 'allow');
    expect(textOf(await call)).toBe('all is well');
  });
});

describe('a gateway that ends', () => {
  it('denies what waits and says so; what was decided for later holds after the next start', async () => {
    const here = await open({});
    const client = await here.one.legacyClient();
    const write = { name: 'office__write_note', arguments: { text: 'milk' } };
    const first = client.callTool(write);
    await clerk!.answer('allow', 'always');
    await first;
    const held = client.callTool({ name: 'office__wipe' });
    await clerk!.waiting();
    await here.one.house.stop(3_000);
    expect(textOf(await held)).toContain('The gateway is stopping; this call waited for a person and was denied');
    expect((await here.reached()).map(({ name }) => name)).toEqual(['write_note']);
    expect(here.one.logged.join('\n')).toContain('Not called, since no person allowed it: office · wipe, 1 time');

    const again = await openHouse({
      dataDirectory: here.one.directory,
      env: { ...process.env, TERM: 'dumb' },
      mcpPort: 0,
      adminPort: 0,
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    try {
      expect(again.gateway.approvals.grants.list()).toMatchObject([{ scope: 'always', name: 'write_note', uses: 0 }]);
      expect(again.gateway.approvals.desk.list()).toEqual([]);
    } finally {
      await again.stop(3_000);
    }
  });
});
