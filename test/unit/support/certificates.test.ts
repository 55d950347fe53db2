import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Agent, fetch } from 'undici';
import { describe, expect, it } from 'vitest';
import { createAuthority, createSelfSigned, thumbprintOf } from '../../support/certificates';

async function visit(shown: { cert: string; key: string }, connect: Agent.Options['connect']): Promise<string> {
  const server = createServer(shown, (_, response) => response.end('hello'));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const agent = new Agent({ connect: connect ?? {} });
  try {
    const { port } = server.address() as AddressInfo;
    return await (await fetch(`https://127.0.0.1:${port}`, { dispatcher: agent })).text();
  } catch (failure) {
    return String((failure as { cause?: { code?: string } }).cause?.code);
  } finally {
    await agent.destroy();
    server.close();
  }
}

describe('certificates', () => {
  it('a server certificate is believed by whoever trusts the authority, and by nobody else', async () => {
    const [authority, other] = await Promise.all([createAuthority(), createAuthority('Other authority')]);
    const good = await authority.issueForServer();
    expect(await visit(good, { ca: authority.cert })).toBe('hello');
    expect(await visit(good, { ca: other.cert })).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/);
    expect(await visit(good, {})).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED/);
  });

  it('an expired one is not, nor one for another host', async () => {
    const authority = await createAuthority();
    const expired = await authority.issueForServer({ expired: true });
    const elsewhere = await authority.issueForServer({ hosts: ['elsewhere.example'] });
    expect(await visit(expired, { ca: authority.cert })).toBe('CERT_HAS_EXPIRED');
    expect(await visit(elsewhere, { ca: authority.cert })).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('client certificates carry their name, and their own key', async () => {
    const authority = await createAuthority();
    const issued = await authority.issueForClient('client.example');
    const self = await createSelfSigned('client.example');
    const [read, alone, root] = [issued.cert, self.cert, authority.cert].map((pem) => new X509Certificate(pem));
    expect(read?.subject).toBe('CN=client.example');
    expect(read?.verify(root!.publicKey)).toBe(true);
    expect(alone?.verify(root!.publicKey)).toBe(false);
    expect(thumbprintOf(issued.cert)).toMatch(/^[\w-]{43}$/);
    expect(thumbprintOf(issued.cert)).not.toBe(thumbprintOf(self.cert));
  });
});
