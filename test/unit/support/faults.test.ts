import * as oauth from 'oauth4webapi';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../../support/authorization-server';
import { failing, type Fault } from '../../support/faulty-listener';
import { connectPlainClient, type PlainClient } from '../../support/plain-oauth';

let server: AuthorizationServer;
let client: PlainClient;
beforeAll(async () => {
  server = await startAuthorizationServer({ plainHttp: true });
  const { id, secret } = server.clients.basic;
  client = await connectPlainClient(server, { id, auth: oauth.ClientSecretBasic(secret) });
});
afterEach(() => {
  server.fault = () => undefined;
});
afterAll(() => server.stop());

const WANTED = { scope: 'mcp:read', resource: 'http://127.0.0.1:1/mcp' };

async function withFault(fault: Fault): Promise<unknown> {
  server.fault = failing(1, fault, ({ path }) => path === '/token');
  const failure = await client.clientCredentials(WANTED).catch((thrown: unknown) => thrown);
  expect((await client.clientCredentials(WANTED)).access_token).toBeDefined();
  return failure;
}

describe('an authorization server in trouble', () => {
  it('answers what it is told, and then works again', async () => {
    const busy = (await withFault({ status: 429, headers: { 'retry-after': '7' } })) as { cause?: Response };
    expect(busy.cause?.status).toBe(429);
    expect(busy.cause?.headers.get('retry-after')).toBe('7');
    expect(await withFault({ status: 503 })).toMatchObject({ cause: { status: 503 } });
    expect(await withFault({ status: 200 })).toBeInstanceOf(Error);
    const html = { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Sorry' };
    expect(await withFault(html)).toBeInstanceOf(Error);
    const halfJson = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"access_token":' };
    expect(await withFault(halfJson)).toBeInstanceOf(Error);
  });

  it('ends connections', async () => {
    expect(String(await withFault('reset'))).toMatch(/fetch failed/);
  });

  it('loses an answer after it has acted', async () => {
    const { refresh_token: token = '' } = await client.signIn(WANTED);
    server.fault = failing(1, 'lose answer', ({ form }) => form['grant_type'] === 'refresh_token');
    await expect(client.refresh(token)).rejects.toThrow(/fetch failed/);
    await expect(client.refresh(token)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('says nothing at all, until it is stopped', async () => {
    server.fault = () => 'hang';
    const waiting = client.clientCredentials(WANTED).catch(String);
    const first = await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 200, 'still waiting'))]);
    expect(first).toBe('still waiting');
    await server.goDown();
    expect(await waiting).toMatch(/fetch failed/);
    await server.comeBack();
  });

  it('goes away and comes back at the same address, with all it knew', async () => {
    const { refresh_token: token = '' } = await client.signIn(WANTED);
    await server.goDown();
    await expect(client.refresh(token)).rejects.toThrow(/fetch failed/);
    await server.comeBack();
    expect((await client.refresh(token)).access_token).toBeDefined();
  });

  it('counts what it is asked', async () => {
    const before = server.tokenRequests('client_credentials');
    await Promise.all(Array.from({ length: 5 }, () => client.clientCredentials(WANTED)));
    expect(server.tokenRequests('client_credentials') - before).toBe(5);
    expect(server.requests.at(-1)).toMatchObject({ method: 'POST', path: '/token', form: WANTED });
  });
});
