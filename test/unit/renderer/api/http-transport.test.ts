import { afterEach, describe, expect, it, vi } from 'vitest';
import { createConsoleSessions } from '../../../../main/admin/console-sessions';
import { createAdminServer, type AdminServer } from '../../../../main/admin/http-server';
import { openSession, takeCode } from '../../../../renderer/api/console-session';
import { createHttpTransport } from '../../../../renderer/api/http-transport';
import { RemoteError } from '../../../../renderer/api/remote-error';
import type { Heard } from '../../../../renderer/api/transport';
import { createBrowser } from '../../../support/browser';
import { GATEWAY_STATUS } from '../../../support/gateway-status';

let server: AdminServer;

/** A gateway’s admin address, and a browser that looks at it. */
async function openPage(): Promise<string> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const sessions = createConsoleSessions({ read: () => undefined, write: () => undefined }, Date.now);
  server = await createAdminServer({
    host: '127.0.0.1',
    port: 0,
    token: 'right',
    status: () => GATEWAY_STATUS,
    console: { sessions, address: () => '' },
    log,
  });
  vi.stubGlobal('fetch', createBrowser().fetch);
  return `http://127.0.0.1:${server.port}`;
}

afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

describe('the HTTP transport', () => {
  it('brings what the gateway says to a browser that was let in', async () => {
    const origin = await openPage();
    await openSession({ token: 'right' }, origin);
    expect(await createHttpTransport(origin).call('status.get', {})).toEqual(GATEWAY_STATUS);
  });

  it('says that another browser was not', async () => {
    const failure = await createHttpTransport(await openPage())
      .call('status.get', {})
      .catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(RemoteError);
    expect(failure).toMatchObject({ asksForToken: true });
  });

  it('says that a wrong token lets nobody in', async () => {
    await expect(openSession({ token: 'wrong' }, await openPage())).rejects.toMatchObject({ asksForToken: true });
  });

  it('hears what happens', async () => {
    const origin = await openPage();
    await openSession({ token: 'right' }, origin);
    const heard: Heard[] = [];
    const leave = createHttpTransport(origin).subscribe({ topics: ['status'] }, (one) => heard.push(one));
    await expect.poll(() => heard).toHaveLength(2);
    expect(heard).toEqual([
      { kind: 'open' },
      { kind: 'event', event: { topic: 'status', type: 'status.changed', status: GATEWAY_STATUS } },
    ]);
    leave();
  });

  it('is told when a subscription is refused, and when it ends', async () => {
    const origin = await openPage();
    const heard: Heard[] = [];
    createHttpTransport(origin).subscribe({ topics: ['status'] }, (one) => heard.push(one));
    await expect.poll(() => heard).toMatchObject([{ kind: 'ended', failure: { asksForToken: true } }]);
    await openSession({ token: 'right' }, origin);
    createHttpTransport(origin).subscribe({ topics: ['status'] }, (one) => heard.push(one));
    await expect.poll(() => heard.length).toBe(3);
    await server.close();
    await expect.poll(() => heard.at(-1)?.kind).toBe('ended');
  });

  it('rejects when nobody answers', async () => {
    const transport = createHttpTransport(await openPage());
    await server.close();
    await expect(transport.call('status.get', {})).rejects.not.toBeInstanceOf(RemoteError);
  });

  it('knows which operations there are', async () => {
    const transport = createHttpTransport(await openPage());
    await expect(transport.call('system.erase', {})).rejects.toThrow('no operation system.erase');
  });
});

describe('takeCode', () => {
  const windowAt = (hash: string) => {
    const addresses: string[] = [];
    return {
      addresses,
      location: { hash, pathname: '/', search: '?a=1' },
      history: { replaceState: (_: unknown, __: string, url: string) => void addresses.push(url) },
    };
  };

  it('takes the code out of the address', () => {
    const places = windowAt('#code=abc%2Fdef');
    expect(takeCode(places)).toBe('abc/def');
    expect(places.addresses).toEqual(['/?a=1']);
  });

  it('finds none in another address, and leaves it', () => {
    const places = windowAt('#/servers');
    expect(takeCode(places)).toBeUndefined();
    expect(places.addresses).toEqual([]);
    expect(takeCode(windowAt('#code='))).toBeUndefined();
  });
});
