import { afterEach, describe, expect, it } from 'vitest';
import { type Clerk, seatClerk } from '../support/clerk';
import { connectRaw } from '../support/raw-clients';
import { fixture, openTestHouse, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;
let clerk: Clerk | undefined;
afterEach(async () => {
  clerk?.leave();
  await house?.stop();
  house = undefined;
});

describe('what a task of a tool tells', () => {
  it('waits for a person where the results of the tool do', async () => {
    const toolPolicies = { report: { approvals: { ask: 'nothing', results: 'everything' } } } as const;
    house = await openTestHouse({ servers: { busy: { ...fixture('tasks.mjs'), share: 'session', toolPolicies } } });
    clerk = seatClerk(house);
    const client = await connectRaw(house, 'busy', 'legacy', 'http');
    const begun = client.request('tools/call', { name: 'report', arguments: {}, task: { ttl: 60_000 } });
    await clerk.answer('allow');
    expect((await begun).result).toMatchObject({ task: { taskId: 'task-1' } });
    for (const method of ['tasks/get', 'tasks/result']) {
      const told = client.request(method, { taskId: 'task-1' });
      const hold = await clerk.waiting();
      expect(hold).toMatchObject({ direction: 'response', reasons: [{ ruleId: 'every-result' }] });
      await clerk.decide(hold, 'deny');
      expect(JSON.stringify(await told)).not.toContain('all is well');
    }
    await client.close();
  });
});
