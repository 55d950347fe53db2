import { afterEach, describe, expect, it } from 'vitest';
import { openRemoteGateway } from '../../main/admin-client';
import { createAdminKey } from '../../main/gateway/ports/gateway-key';
import { ADMIN_SCOPES, type Caller } from '../../shared/contract/define';
import type { EventsInput, GatewayEvent } from '../../shared/contract/events';
import { adminTokenOf } from '../support/admin-token';
import { seatClerk } from '../support/clerk';
import { openOffice, type Office } from '../support/office';

let office: Office | undefined;
let leaving = new AbortController();
afterEach(async () => {
  leaving.abort();
  leaving = new AbortController();
  await office?.close();
});

const EVERYTHING = ['approvals', 'activity', 'tokens', 'status', 'config'] as const;
const WRITE = { name: 'office__write_note', arguments: { path: '/notes/a', text: 'milk' } };
const OWNER: Caller = { id: 'window', scopes: new Set(ADMIN_SCOPES) };

describe('one subscription', () => {
  it('tells everything that happens, over HTTP as in the window', async () => {
    office = await openOffice({});
    const { one } = office;
    const overHttp: GatewayEvent[] = [];
    const inWindow: GatewayEvent[] = [];
    const { watch } = openRemoteGateway({ url: one.house.addresses.admin, token: adminTokenOf(one.directory) });
    const input: EventsInput = { topics: [...EVERYTHING], decides: true };
    const { signal } = leaving;
    await new Promise<void>((onOpen) => {
      void watch({ ...input, topics: EVERYTHING }, (event) => overHttp.push(event), { signal, onOpen });
    });
    await new Promise<void>((onOpen) => {
      one.house.subscribe(input, OWNER, { tell: (event) => inWindow.push(event), signal, onOpen });
    });

    const clerk = seatClerk(one);
    const call = (await one.legacyClient()).callTool(WRITE);
    await expect.poll(() => overHttp.map(({ type }) => type)).toContain('approval.held');
    const held = overHttp.find((event) => event.type === 'approval.held');
    const { hold } = held as Extract<GatewayEvent, { type: 'approval.held' }>;
    await clerk.decide(hold, 'allow');
    await call;
    await one.edit((config) => void (config.configs['second'] = { name: 'Second', servers: {} } as never));
    await one.post({ jsonrpc: '2.0', id: 9, method: 'tools/list' });

    const wanted = ['approval.held', 'approval.resolved', 'activity.recorded', 'status.changed', 'config.changed'];
    for (const heard of [overHttp, inWindow]) {
      await expect.poll(() => heard.map(({ type }) => type)).toEqual(expect.arrayContaining(wanted));
      const calls = heard.flatMap((event) =>
        event.topic === 'activity' && event.line.kind === 'request' ? [event.line.method] : [],
      );
      expect(calls).toContain('tools/call');
    }
  });

  it('is refused with a reason: topics there are not, filters nobody knows, people without the right', async () => {
    const viewer = createAdminKey();
    const createdAt = '2026-01-01T00:00:00Z';
    office = await openOffice({ adminKeys: { [viewer.id]: { hash: viewer.hash, role: 'viewer', createdAt } } });
    const { admin } = office.one.house.addresses;
    const ask = async (query: string, token: string) => {
      const answer = await fetch(`${admin}/api/v1/events?${query}`, { headers: { authorization: `Bearer ${token}` } });
      const { error } = (await answer.json()) as { error: { message: string } };
      return [answer.status, error.message];
    };
    const token = adminTokenOf(office.one.directory);
    expect(await ask('topics=weather', token)).toEqual([400, expect.stringContaining('topics')]);
    expect(await ask('', token)).toEqual([400, expect.stringContaining('topics')]);
    expect(await ask('topics=activity&colour=red', token)).toEqual([400, expect.stringContaining('colour')]);
    expect(await ask('topics=approvals&decides=true', viewer.text)).toEqual([403, expect.stringContaining('approve')]);
    expect((await ask('topics=status', 'nobody'))[0]).toBe(401);
  });

  it('ends soon when the key that began it is taken back, or may do less', async () => {
    const keys = [createAdminKey(), createAdminKey(), createAdminKey()] as const;
    const createdAt = '2026-01-01T00:00:00Z';
    const role = 'operator';
    office = await openOffice({
      adminKeys: Object.fromEntries(keys.map(({ id, hash }) => [id, { hash, role, createdAt }])),
    });
    const { house, edit } = office.one;
    const [disabled, lessened, kept] = await Promise.all(
      keys.map(async ({ text }) => {
        const headers = { authorization: `Bearer ${text}` };
        const { body } = await fetch(`${house.addresses.admin}/api/v1/events?topics=activity`, { headers });
        const stream = { isOver: false };
        const whole = new WritableStream();
        void body?.pipeTo(whole, { signal: leaving.signal }).then(
          () => (stream.isOver = true),
          () => undefined,
        );
        return stream;
      }),
    );
    await edit((config) => {
      const { adminKeys } = config as unknown as { adminKeys: Record<string, { disabledAt?: string; role: string }> };
      adminKeys[keys[0].id]!.disabledAt = createdAt;
      adminKeys[keys[1].id]!.role = 'viewer';
    });
    await expect.poll(() => [disabled, lessened].map((one) => one?.isOver)).toEqual([true, true]);
    expect(kept?.isOver).toBe(false);
  });

  it('is one of few that a credential may have', async () => {
    office = await openOffice({});
    const { house, directory } = office.one;
    const ask = async () => {
      const headers = { authorization: `Bearer ${adminTokenOf(directory)}` };
      const url = `${house.addresses.admin}/api/v1/events?topics=config`;
      return (await fetch(url, { headers, signal: ending.signal })).status;
    };
    const ending = new AbortController();
    const first = await Promise.all(Array.from({ length: 32 }, ask));
    expect(new Set(first)).toEqual(new Set([200]));
    expect(await ask()).toBe(429);
    ending.abort();
  });
});
