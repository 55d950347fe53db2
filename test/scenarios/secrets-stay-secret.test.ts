import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openSecrets } from '../../main/compose';
import { runCli } from '../support/run-cli';
import { adminTokenOf } from '../support/admin-token';
import { textOfEverything } from '../support/text-of-everything';
import { FIXTURES, fixture, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';

const keychain = vi.hoisted(() => ({ requests: 0 }));
vi.mock('../../main/plugins/secret-store/lib/ask-keychain-program', () => ({
  throughProgram: () => () => {
    keychain.requests += 1;
    return Promise.reject(new Error('nobody was to ask'));
  },
}));

// A look that no detector knows: what hides it must not depend on its form.
const PLANTED = `walnut${randomBytes(12).toString('hex')}harbour`;
const FORMS = [
  PLANTED,
  ...(['base64', 'base64url', 'hex'] as const).map((form) => Buffer.from(PLANTED).toString(form)),
];
const MASTER_KEY = randomBytes(32).toString('base64');

const run = promisify(execFile);
const friendly = (words: string, env: Record<string, string>) => ({
  command: '/bin/sh',
  args: ['-c', `${words}; exec "$NODE" ${join(FIXTURES, 'friendly.mjs')}`],
  env: { NODE: process.execPath, ...env },
  era: 'legacy' as const,
});

afterEach(() => {
  vi.unstubAllEnvs();
  keychain.requests = 0;
});

/** An HTTP server that repeats to whoever asks what it was sent. */
async function gossip(): Promise<{ readonly url: string; readonly heard: IncomingHttpHeaders[] }> {
  const heard: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    heard.push(request.headers);
    response.writeHead(403, { 'content-type': 'text/plain' }).end(`You sent ${JSON.stringify(request.headers)}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`, heard };
}

async function house(servers: Parameters<typeof openTestHouse>[0]): Promise<TestHouse> {
  vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', MASTER_KEY);
  const opened = await openTestHouse(servers);
  onTestFinished(() => opened.stop());
  return opened;
}

/** Calls `echo` of a server and resolves with the whole answer. */
async function call({ post }: TestHouse, server: string): Promise<Record<string, unknown>> {
  const { body, headers } = modernRequest('tools/call', { name: 'echo', arguments: { a: 1 } });
  return (await post(body, { headers, path: `/servers/${server}/mcp` })).body;
}

const expectNothingOf = (place: string, text: string): void => {
  for (const form of FORMS) expect(text.includes(form), `${place} holds the secret`).toBe(false);
};

describe.runIf(process.platform === 'linux')('a secret in the vault', () => {
  it('reaches the server that names it, and nothing else ever shows it', async () => {
    const { url, heard } = await gossip();
    const test = await house({
      servers: {
        owner: friendly('echo "starting with $TOKEN" >&2', { TOKEN: '${secret:planted}' }),
        stranger: fixture('friendly.mjs'),
        broken: friendly('echo "no good: $TOKEN" >&2; exit 3', { TOKEN: 'x${secret:planted}' }),
        remote: { url, headers: { authorization: 'Bearer ${secret:planted}' } },
        address: { url: `${url}?key=\${secret:planted}` },
      },
    });
    const { house: opened, directory, logged } = test;
    const secrets = await openSecrets({ dataDirectory: directory, env: process.env });
    await secrets.set('planted', PLANTED);

    const answers: unknown[] = [];
    for (const server of ['owner', 'stranger', 'broken', 'remote', 'address']) {
      answers.push(await call(test, server));
    }
    const pidOf = (name: string) => opened.status().upstreams.find(({ server }) => server === name)?.pid;
    const environmentOf = (name: string) => readFile(`/proc/${pidOf(name)}/environ`, 'latin1');
    expect(await environmentOf('owner')).toContain(`TOKEN=${PLANTED}`);
    expectNothingOf('the environment of another server', await environmentOf('stranger'));
    expect(await environmentOf('owner')).not.toContain(MASTER_KEY);
    expect(heard.some(({ authorization }) => authorization === `Bearer ${PLANTED}`)).toBe(true);

    const { origin } = new URL(opened.consoleUrl);
    const headers = { authorization: `Bearer ${adminTokenOf(directory)}` };
    const status = await (await fetch(`${origin}/api/v1/status`, { headers })).text();
    expect(status).toContain('starting with');
    expectNothingOf('the status', status);
    expectNothingOf('an answer', JSON.stringify(answers));
    expectNothingOf('the log', logged.join('\n'));
    expectNothingOf('the process list', (await run('ps', ['axww', '-o', 'args'])).stdout);
    for (const words of [
      ['secret', 'list'],
      ['secret', 'status'],
      ['server', 'list'],
      ['config', 'validate'],
    ]) {
      const { code, stdout, stderr } = await runCli(directory, [...words, '--json']);
      if (words[1] !== 'status') expect(code).toBe(0);
      expectNothingOf(words.join(' '), stdout + stderr);
    }
    await opened.stop(3_000);
    const text = await textOfEverything(directory);
    expect(text).toContain('"planted"');
    expectNothingOf('the data directory', text);
    expect(text.includes(MASTER_KEY)).toBe(false);
    expect(keychain.requests).toBe(0);
  });

  it('that is missing fails its server alone, with the command that sets it, and works once it is set', async () => {
    const test = await house({
      servers: { owner: friendly(':', { TOKEN: '${secret:later}' }), stranger: fixture('friendly.mjs') },
    });
    expect(JSON.stringify(await call(test, 'owner'))).toContain(
      'owner.env.TOKEN: ${secret:later} cannot be resolved: there is no such secret. Set it: secure-mcp-gateway secret set later',
    );
    expect((await call(test, 'stranger'))['result']).toBeDefined();
    await (await openSecrets({ dataDirectory: test.directory, env: process.env })).set('later', PLANTED);
    expect((await call(test, 'owner'))['result']).toBeDefined();
  });

  it('that a guardrail needs and does not get keeps the gateway from starting', async () => {
    const options = { url: 'https://judge.example.com', secret: '${secret:signing}', detectors: ['topics'] };
    const opening = house({ config: { guardrails: [{ name: 'judge', use: 'webhook', options }] } });
    await expect(opening).rejects.toMatchObject({ code: 'secret_missing' });
  });

  it('keeps a gateway that names none away from the keychain', async () => {
    vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', '');
    const opened = await openTestHouse({ servers: { files: fixture('friendly.mjs', { PLAIN: '${env:PATH}' }) } });
    onTestFinished(() => opened.stop());
    expect((await call(opened, 'files'))['result']).toBeDefined();
    expect(keychain.requests).toBe(0);
  });
});
