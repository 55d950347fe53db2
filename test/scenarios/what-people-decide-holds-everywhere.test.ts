import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRemoteGateway } from '../../main/admin-client';
import { adminTokenOf } from '../support/admin-token';
import { seatClerk } from '../support/clerk';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server';
import { fixture, type TestHouse, textOf } from '../support/test-house';
import { openTwoHouses } from '../support/two-houses';

let redis: RedisServer;
let houses: readonly [TestHouse, TestHouse];

beforeEach(async () => {
  vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', randomBytes(32).toString('base64'));
  redis = await startRedis();
  houses = await openTwoHouses({
    servers: { office: fixture('office.mjs') },
    config: { cache: { provider: { use: 'redis', options: { port: redis.port } } } },
  });
  await Promise.all(houses.map((one) => becomes(one, 'connected')));
});
afterEach(async () => {
  for (const house of houses) await house.stop();
  await redis.stop();
  vi.unstubAllEnvs();
});

const becomes = (one: TestHouse, state: string) =>
  expect.poll(() => one.house.gateway.current().sharedState.health()?.state).toBe(state);
const bothBecome = (state: string) => Promise.all(houses.map((one) => becomes(one, state)));
const office = (one: TestHouse) => one.house.gateway.approvals;
const pausesAt = (one: TestHouse) => office(one).pauses.list().length;
const grantsAt = (one: TestHouse) =>
  office(one)
    .grants.list()
    .map(({ effect }) => effect);
const call = async (one: TestHouse, tool: string) =>
  textOf((await (await one.legacyClient()).callTool({ name: `office__${tool}`, arguments: {} })) as never);

describe.runIf(hasRedis)('what people decide at one gateway', () => {
  it('holds at the other: the brake at once, and until it is let go', async () => {
    const [one, other] = houses;
    const { id } = office(one).pauses.add({ kind: 'all' }, { reason: 'lunch' });
    await expect.poll(() => pausesAt(other)).toBe(1);
    expect(await call(other, 'read_note')).toContain('lunch');
    office(other).pauses.resume(id);
    await expect.poll(() => pausesAt(one)).toBe(0);
    expect(await call(one, 'read_note')).toBe('milk');
  });

  it('holds at the other: permissions and denials for calls to come, but nothing that is for once', async () => {
    const [one, other] = houses;
    const clerk = seatClerk(one);
    const [allowed] = await Promise.all([call(one, 'write_note'), clerk.answer('allow', 'day')]);
    expect(allowed).toContain('noted');
    await expect.poll(() => grantsAt(other)).toEqual(['allow']);
    expect(await call(other, 'write_note')).toContain('noted');
    await Promise.all([call(one, 'wipe'), clerk.answer('deny', 'always-deny')]);
    await expect.poll(() => grantsAt(other)).toEqual(['allow', 'deny']);
    expect(await call(other, 'wipe')).not.toBe('empty');
    clerk.leave();
    office(other).grants.revoke(
      office(other)
        .grants.list()
        .find(({ effect }) => effect === 'allow')!.id,
    );
    await expect.poll(() => grantsAt(one)).toEqual(['deny']);
  });

  it('is settled when the cache is back: what was added meanwhile comes, what was taken away goes', async () => {
    const [one, other] = houses;
    const kept = office(one).pauses.add({ kind: 'server', server: 'kept' });
    const gone = office(one).pauses.add({ kind: 'server', server: 'gone' });
    await expect.poll(() => pausesAt(other)).toBe(2);
    await redis.kill();
    await bothBecome('lost');
    office(one).pauses.resume(gone.id);
    office(other).pauses.add({ kind: 'server', server: 'later' });
    // It comes back without anything that it had.
    await redis.start();
    await bothBecome('connected');
    const serversAt = (house: TestHouse) =>
      office(house)
        .pauses.list()
        .map(({ target }) => (target.kind === 'server' ? target.server : target.kind))
        .sort();
    for (const house of houses) {
      await expect.poll(() => serversAt(house)).toEqual(['kept', 'later']);
    }
    expect(
      office(other)
        .pauses.list()
        .some(({ id }) => id === kept.id),
    ).toBe(true);
  });

  it('is decided at whichever desk somebody sits, about calls that wait at another', async () => {
    const [one, other] = houses;
    const admin = (house: TestHouse) =>
      openRemoteGateway({ url: house.house.addresses.admin, token: adminTokenOf(house.directory) });
    // Nobody sits at the gateway that is called; somebody sits at the other.
    const leaving = new AbortController();
    const { signal } = leaving;
    const events: string[] = [];
    const { watch, admin: desk } = admin(other);
    await new Promise<void>((onOpen) => {
      void watch({ topics: ['approvals'], decides: true }, ({ type }) => events.push(type), { signal, onOpen });
    });
    await expect.poll(() => office(one).desk.isAttended).toBe(true);
    const calling = call(one, 'write_note');
    await expect.poll(() => events).toContain('approval.held');
    const [hold] = await desk.approvals.list({});
    expect(hold).toMatchObject({ server: 'office', state: 'pending' });
    const { seq } = await desk.approvals.show({ id: hold!.id });
    await new Promise((resolve) => setTimeout(resolve, 350));
    const early = desk.approvals.decide({ id: hold!.id, verdict: 'allow', scope: 'once', shownSeq: seq + 1 });
    await expect(early).rejects.toMatchObject({ code: 'approval_conflict' });
    const decision = { id: hold!.id, verdict: 'allow', scope: 'once', shownSeq: seq } as const;
    expect(await desk.approvals.decide(decision)).toMatchObject({ state: 'resolved' });
    expect(await calling).toContain('noted');
    await expect.poll(() => events).toContain('approval.resolved');
    leaving.abort();
    await expect.poll(() => office(one).desk.isAttended).toBe(false);
  });
});
