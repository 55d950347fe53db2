import { afterEach, describe, expect, it } from 'vitest';
import { createAdminServer, type AdminServer } from '../../../../main/admin/http-server';
import { createHttpTransport } from '../../../../renderer/api/http-transport';
import { RemoteError } from '../../../../renderer/api/remote-error';
import { GATEWAY_STATUS } from '../../../support/gateway-status';

let server: AdminServer;

async function originOfServer(): Promise<string> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  server = await createAdminServer({ host: '127.0.0.1', port: 0, token: 'right', status: () => GATEWAY_STATUS, log });
  return `http://127.0.0.1:${server.port}`;
}

afterEach(() => server.close());

describe('the HTTP transport', () => {
  it('brings what the gateway says', async () => {
    const transport = createHttpTransport(() => 'right', await originOfServer());
    expect(await transport.call('status.get', {})).toEqual(GATEWAY_STATUS);
  });

  it.each([undefined, 'wrong'])('says that %s is not the token', async (token) => {
    const transport = createHttpTransport(() => token, await originOfServer());
    const failure = await transport.call('status.get', {}).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(RemoteError);
    expect(failure).toMatchObject({ asksForToken: true });
  });

  it('rejects when nobody answers', async () => {
    const transport = createHttpTransport(() => 'right', await originOfServer());
    await server.close();
    await expect(transport.call('status.get', {})).rejects.not.toBeInstanceOf(RemoteError);
  });

  it('knows which operations there are', async () => {
    const transport = createHttpTransport(() => 'right', await originOfServer());
    await expect(transport.call('system.erase', {})).rejects.toThrow('no operation system.erase');
  });
});
