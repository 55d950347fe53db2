import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRemoteGateway, type RemoteGateway } from '../../main/admin-client';
import { openTestHouse, type TestHouse } from '../support/test-house';
import { adminTokenOf } from '../support/admin-token';

let one: TestHouse;
let remote: RemoteGateway;
beforeAll(async () => {
  one = await openTestHouse();
  remote = openRemoteGateway({ url: one.house.addresses.admin, token: adminTokenOf(one.directory) });
});
afterAll(() => one.stop());

describe('whoever looks after the gateway', () => {
  it('sees open sessions, by the beginning of their ids, and ends one', async () => {
    const client = await one.legacyClient();
    const [session, ...others] = await remote.admin.sessions.list({});
    expect(others).toEqual([]);
    expect(session).toMatchObject({ keyId: one.keyId, isIdle: expect.any(Boolean) as boolean });
    expect(session!.id).toHaveLength(8);
    await expect(remote.admin.sessions.end({ id: session!.id.slice(0, 4) })).rejects.toMatchObject({
      code: 'unknown_name',
    });
    expect(await remote.admin.sessions.end({ id: session!.id })).toMatchObject({ id: session!.id });
    expect(await remote.admin.sessions.list({})).toEqual([]);
    await expect(client.listTools()).rejects.toThrow();
  });

  it('sees the time limits and how operations fared', async () => {
    const { limits, metrics, active } = await remote.admin.timeouts.get({});
    expect(limits).toMatchObject({ default_timeout: 30, tool_execution_timeout: 60 });
    expect(typeof metrics['total_operations']).toBe('number');
    expect(active).toEqual([]);
  });
});
