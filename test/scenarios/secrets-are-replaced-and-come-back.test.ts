import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import { textOfEverything } from '../support/text-of-everything';
import { fixture, openTestHouse, type TestHouse, textOf } from '../support/test-house';

const record = join(tmpdir(), `smg-placeholders-${process.pid}.jsonl`);
let house: TestHouse | undefined;
afterEach(async () => {
  await house?.stop();
  house = undefined;
  await rm(record, { force: true });
});

/** Made of parts, so that no key stands in the repository. */
const token = () => ['sk', 'live', randomBytes(16).toString('hex')].join('_');

async function open(leak = '', policy: GatewayConfigInput['policy'] = {}) {
  house = await openTestHouse({
    servers: {
      rec: fixture('recording.mjs', { RECORD: record, LEAK: leak }),
      other: fixture('recording.mjs', { RECORD: `${record}.other` }),
    },
    config: { policy },
  });
  return house;
}
const upstreamSaw = () => readFile(record, 'utf8');

/** Everything that the gateway wrote down. */
async function written({ directory, logged }: TestHouse): Promise<string> {
  return [await textOfEverything(directory), ...logged].join('\n');
}

describe('a secret that a client sends', () => {
  it('never reaches the server, and is back in the answer', async () => {
    const one = await open();
    const secret = token();
    const said = await (await one.legacyClient()).callTool({ name: 'rec__say', arguments: { text: `key ${secret}!` } });
    expect(textOf(said)).toBe(`You said: key ${secret}!`);
    expect(await upstreamSaw()).toMatch(/key <STRIPE[A-Z_]*_1>!/);
    expect(await upstreamSaw()).not.toContain(secret);
    expect(JSON.stringify(await one.activity())).not.toContain(secret);
    expect(await written(one)).not.toContain(secret);
  });

  it('is called the same all through a session, for clients of both eras, and means nothing in another', async () => {
    const one = await open();
    const secret = token();
    const first = await one.legacyClient();
    const call = (client: typeof first, text: string) => client.callTool({ name: 'rec__say', arguments: { text } });
    await call(first, secret);
    await call(first, `again ${secret}`);
    const names = [...(await upstreamSaw()).matchAll(/<[A-Z_]+_\d+>/g)].map(([name]) => name);
    expect(new Set(names).size).toBe(1);
    const [name = ''] = names;
    const second = await one.legacyClient();
    expect(textOf(await call(second, name))).toBe(`You said: ${name}`);
    const modern = await one.modernClient();
    expect(textOf(await modern.callTool({ name: 'rec__say', arguments: { text: `${secret} ${name}` } }))).toContain(
      secret,
    );
  });

  it('is replaced for each server of a batch of the gateway tools too', async () => {
    const one = await open();
    const secret = token();
    const answer = await (
      await one.legacyClient()
    ).callTool({
      name: 'enkrypt_secure_call_tools',
      arguments: { server_name: 'rec', tool_calls: [{ name: 'say', args: { text: secret } }] },
    });
    expect(JSON.stringify(answer)).toContain(`You said: ${secret}`);
    expect(await upstreamSaw()).not.toContain(secret);
  });

  it('reaches a server whose policy lets it', async () => {
    const one = await open('', { detectors: { secrets: { action: { input: 'flag' } } } });
    const secret = token();
    await (await one.legacyClient()).callTool({ name: 'rec__say', arguments: { text: secret } });
    expect(await upstreamSaw()).toContain(secret);
    const [call] = (await one.activity()).filter(({ method }) => method === 'tools/call');
    expect(call?.judgements.find(({ phase }) => phase === 'input')).toMatchObject({
      action: 'flag',
      findings: [{ detector: 'secrets', at: '/arguments/text', start: 0, end: secret.length }],
    });
  });
});

describe('a secret that a server tells', () => {
  it('is nowhere in what the client gets, and comes back to that server alone', async () => {
    const secret = token();
    const one = await open(secret);
    const client = await one.legacyClient();
    const leaked = JSON.stringify(await client.callTool({ name: 'rec__leak' }));
    expect(leaked).not.toContain(secret);
    const [name = ''] = /<[A-Z_]+_1>/.exec(leaked) ?? [];
    expect(leaked.split(name)).toHaveLength(3);
    const back = await client.callTool({ name: 'rec__say', arguments: { text: `write ${name}` } });
    expect(await upstreamSaw()).toContain(`write ${secret}`);
    expect(JSON.stringify(back)).not.toContain(secret);
    await client.callTool({ name: 'other__say', arguments: { text: `send ${name}` } });
    expect(await readFile(`${record}.other`, 'utf8')).toContain(`send ${name}`);
    await rm(`${record}.other`);
  });

  it('stays a placeholder where the policy says never', async () => {
    const secret = token();
    const one = await open(secret, { redaction: { restoreInArguments: 'never' } });
    const client = await one.legacyClient();
    const leaked = JSON.stringify(await client.callTool({ name: 'rec__leak' }));
    const [name = ''] = /<[A-Z_]+_1>/.exec(leaked) ?? [];
    await client.callTool({ name: 'rec__say', arguments: { text: name } });
    expect(await upstreamSaw()).not.toContain(secret);
  });
});

describe('an address that a server tells', () => {
  it('is given back to it where its schema wants an address, although the placeholder is none', async () => {
    house = await openTestHouse({
      servers: { office: fixture('office.mjs', { RECORD: record }) },
      config: { policy: { detectors: { pii: { action: { output: 'redact' } } } } },
    });
    const client = await house.legacyClient();
    const [name = ''] = /<[A-Z_]+_1>/.exec(textOf(await client.callTool({ name: 'office__address' }))) ?? [];
    expect(name).not.toBe('');
    const handed = await client.callTool({ name: 'office__mail', arguments: { to: name } });
    expect(handed.isError).toBeUndefined();
    expect(await upstreamSaw()).toContain('ada.lovelace@analytical.example');
    const unknown = await client.callTool({ name: 'office__mail', arguments: { to: '<EMAIL_9>' } });
    expect(textOf(unknown)).toContain('arguments.to must match format "email"');
  });
});

describe('where the policy only monitors', () => {
  it('passes everything and records what would have been done', async () => {
    const secret = token();
    const one = await open(secret, { mode: 'monitor' });
    expect(JSON.stringify(await (await one.legacyClient()).callTool({ name: 'rec__leak' }))).toContain(secret);
    const [call] = (await one.activity()).filter(({ method }) => method === 'tools/call');
    expect(call).toMatchObject({ outcome: 'ok' });
    expect(call?.judgements).toContainEqual(expect.objectContaining({ action: 'redact', monitored: true }));
  });
});
