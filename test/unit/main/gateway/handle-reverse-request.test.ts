import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { handleReverseRequest } from '../../../../main/gateway/handle-reverse-request';
import { admit } from '../../../../main/gateway/pipeline';
import type { ReverseRequest } from '../../../../main/gateway/upstream/upstream-client';
import type { JsonObject } from '../../../../shared/model/json-rpc';
import { type Clerk, seatClerk } from '../../../support/clerk';
import { fixture, openTestHouse, type TestHouse } from '../../../support/test-house';

let house: TestHouse;
let clerk: Clerk;
beforeAll(async () => {
  house = await openTestHouse({
    servers: { office: fixture('office.mjs') },
    config: {
      guardrails: [{ name: 'words', use: 'custom-keyword', options: { words: ['hush'], action: 'ask' } }],
      approvals: { deadline: 2 },
    },
  });
});
afterAll(() => house.stop());
afterEach(() => {
  const { grants } = house.house.gateway.approvals;
  for (const { id } of grants.list()) grants.revoke(id);
  clerk.leave();
});

const QUESTION = { method: 'elicitation/create', params: { message: 'Who are you?' } };
const RUDE = { method: 'elicitation/create', params: { message: 'hush' } };

/** What the server gets, and what the client was asked. */
async function put(request: ReverseRequest, answer: JsonObject, capabilities: JsonObject = { elicitation: {} }) {
  clerk = seatClerk(house);
  const runtime = house.house.gateway.current();
  const credentials = { presented: [{ value: house.key, source: 'authorization' }] };
  const face = { kind: 'server', server: 'office' } as const;
  const visitor = await admit({ stage: 'arrived', credentials, face } as never, runtime);
  const asked: ReverseRequest[] = [];
  const settled = handleReverseRequest(
    {
      server: 'office',
      request,
      visitor,
      transport: 'http',
      client: { connecting: { keyId: house.keyId, userId: 'u1', info: { name: 'test' }, capabilities } },
      ask: (one) => {
        asked.push(one);
        return Promise.resolve(answer);
      },
      signal: new AbortController().signal,
    },
    runtime,
  ).catch((failure: { error: JsonObject }) => failure.error);
  return { settled, asked };
}

describe('a question of a server', () => {
  it('is carried to its client and the answer back', async () => {
    const { settled, asked } = await put(QUESTION, { action: 'accept', content: { name: 'Ada' } });
    expect(await settled).toEqual({ action: 'accept', content: { name: 'Ada' } });
    expect(asked).toEqual([QUESTION]);
  });

  it('is put to nobody who cannot answer it', async () => {
    const { settled, asked } = await put(QUESTION, {}, {});
    expect(await settled).toMatchObject({ code: -32_601 });
    expect(asked).toEqual([]);
  });

  it.each(['allow', 'deny'] as const)(
    'in which something is found waits for a person, who says: %s',
    async (verdict) => {
      const { settled, asked } = await put(RUDE, { action: 'decline' });
      const hold = await clerk.waiting();
      expect(hold).toMatchObject({ direction: 'response', method: 'elicitation/create', content: RUDE.params });
      expect(asked).toEqual([]);
      await clerk.decide(hold, verdict);
      if (verdict === 'allow') expect(await settled).toEqual({ action: 'decline' });
      else expect(JSON.stringify(await settled)).toContain('a person denied this result');
      expect(asked).toHaveLength(verdict === 'allow' ? 1 : 0);
    },
  );

  it('is answered to its server only where a person lets the answer go', async () => {
    const { settled, asked } = await put(QUESTION, { action: 'accept', content: { name: 'hush' } });
    const hold = await clerk.waiting();
    expect(hold).toMatchObject({ direction: 'request', content: { content: { name: 'hush' } } });
    expect(asked).toHaveLength(1);
    await clerk.decide(hold, 'deny');
    expect(JSON.stringify(await settled)).not.toContain('hush');
  });

  it('that was denied for good is denied at once, and nobody is asked again', async () => {
    const first = await put(RUDE, {});
    await clerk.answer('deny', 'always-deny');
    await first.settled;
    clerk.leave();
    const again = await put(RUDE, {});
    expect(JSON.stringify(await again.settled)).toContain('for good');
    expect(clerk.events.some(({ type }) => type === 'approval.held')).toBe(false);
  });

  it('is recorded with who decided, and without what it says', async () => {
    const { settled } = await put(RUDE, { action: 'decline' });
    await clerk.answer('allow');
    await settled;
    const records = (await house.activity()).filter(({ requestId }) => requestId === 'reverse');
    expect(records.at(-1)).toMatchObject({
      approvals: [{ outcome: 'allowed_once', by: 'test', direction: 'response' }],
    });
    expect(JSON.stringify(records)).not.toContain('hush');
  });
});
