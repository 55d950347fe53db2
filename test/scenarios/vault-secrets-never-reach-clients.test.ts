import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import { openSecrets } from '../../main/compose';
import { connectAskable } from '../support/askable-client';
import { fixture, openTestHouse, type TestHouse } from '../support/test-house';

// A look that no other detector knows, with characters that every encoding must do something about.
const SECRET = `walnut-${randomBytes(3).toString('hex')}"/&harbour ${randomBytes(4).toString('hex')}`;
const MASTER_KEY = randomBytes(32).toString('base64');
const record = join(tmpdir(), `smg-leaking-${process.pid}.jsonl`);

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(record, { force: true });
});

/** A gateway whose server was given the secret. */
async function house(policy: GatewayConfigInput['policy'] = {}): Promise<TestHouse> {
  vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', MASTER_KEY);
  const test = await openTestHouse({
    servers: {
      leaking: fixture('leaking.mjs', { SECRET: '${secret:planted}' }),
      other: fixture('leaking.mjs', { SECRET: 'nothing of note', RECORD: record }),
    },
    config: { policy },
  });
  onTestFinished(() => test.stop());
  await (await openSecrets({ dataDirectory: test.directory, env: process.env })).set('planted', SECRET);
  return test;
}

/** Everything that the text says, however it says it. */
function readings(text: string): string {
  const forms = [text];
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{8,}/g)) {
    for (const cut of [0, 1, 2, 3]) forms.push(Buffer.from(run.slice(cut), 'base64').toString('latin1'));
    forms.push(Buffer.from(run, 'hex').toString('latin1'));
  }
  forms.push(text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))));
  forms.push(text.replace(/\\+/g, ''));
  return forms.join('\n');
}

function expectNothingOf(text: string): void {
  const all = readings(text);
  for (const part of [SECRET, SECRET.slice(0, 13), SECRET.slice(-8)]) expect(all.includes(part), text).toBe(false);
}

async function call(test: TestHouse, tool: string, given: Record<string, unknown> = {}) {
  const client = await test.legacyClient('/servers/leaking/mcp');
  return client.callTool({ name: tool, arguments: given }).catch((failure: unknown) => failure as Error);
}

describe('a server that gives away the secret it was given', () => {
  it.each(['plain', 'sentence', 'base64', 'basic', 'base64url', 'hex', 'HEX', 'percent', 'uri', 'json'])(
    'as %s: the client gets a placeholder that names the secret',
    async (form) => {
      const test = await house();
      const answer = JSON.stringify(await call(test, 'leak', { form }));
      expect(answer).toContain('<VAULT_SECRET_PLANTED_1>');
      expectNothingOf(answer);
      const [activity] = (await test.activity()).filter(({ method }) => method === 'tools/call');
      expect(JSON.stringify(activity)).toContain('vault-secret-planted');
      expectNothingOf(JSON.stringify(await test.activity()) + test.logged.join('\n'));
    },
  );

  it.each(['plain', 'basic', 'hex', 'percent', 'json'])('as %s at the end of much else', async (form) => {
    const test = await house();
    const answer = JSON.stringify(await call(test, 'leak', { form, size: 100_000 }));
    expect(answer).toContain('<VAULT_SECRET_PLANTED_1>');
    expectNothingOf(answer);
  });

  it('as the name of a member, where nothing can be put in its place: the answer is withheld', async () => {
    const answer = await call(await house(), 'as-name');
    expect(String(JSON.stringify(answer)) + String(answer)).toMatch(/blocked|withheld|policy/i);
    expectNothingOf(JSON.stringify(answer) + String(answer));
  });

  it('in an error, with its data', async () => {
    const answer = await call(await house(), 'fail');
    expect(answer).toBeInstanceOf(Error);
    expectNothingOf(JSON.stringify(answer) + String(answer));
  });

  it('in a question to the client', async () => {
    const test = await house();
    const requestInit = { headers: { authorization: `Bearer ${test.key}` } };
    const client = await connectAskable(
      new StreamableHTTPClientTransport(new URL(test.url('/servers/leaking/mcp')), { requestInit }) as never,
    );
    onTestFinished(() => client.sdk.close());
    await client.ask('tools/call', { name: 'ask', arguments: {} });
    const asked = client.heard.filter(({ method }) => method === 'elicitation/create');
    expect(JSON.stringify(asked)).toContain('VAULT_SECRET_PLANTED');
    expectNothingOf(JSON.stringify(client.heard));
  });

  it('and is refused where the policy says so', async () => {
    const test = await house({ detectors: { secrets: { action: { output: 'block' } } } });
    const answer = JSON.stringify(await call(test, 'leak', { form: 'base64' }));
    expect(answer).toContain('the secret \\"planted\\"');
    expectNothingOf(answer);
  });

  it('and gets it back itself, while no other server ever does', async () => {
    const test = await house();
    const client = await test.legacyClient();
    const say = (server: string, text: string) => client.callTool({ name: `${server}__say`, arguments: { text } });
    await client.callTool({ name: 'leaking__leak', arguments: {} });
    await say('other', 'here: <VAULT_SECRET_PLANTED_1>');
    await say('other', `here: ${SECRET}`);
    await say('other', `here: ${Buffer.from(SECRET).toString('hex')}`);
    const seen = await readFile(record, 'utf8');
    expect(seen).toContain('<VAULT_SECRET_PLANTED_1>');
    expectNothingOf(seen);
  });
});
