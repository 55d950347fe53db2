import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isAlive } from '../support/is-alive';
import { runBuilt, startBuilt } from '../support/run-built';

const exec = promisify(execFile);
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-line-'));
});
/** Ends what a test that failed left running. */
let end: () => void = () => undefined;
afterEach(async () => {
  end();
  await rm(home, { recursive: true, force: true });
});

async function json(...args: readonly string[]) {
  const { code, stdout, stderr } = await runBuilt([...args, '--json'], { SECURE_MCP_GATEWAY_HOME: home });
  expect([args.join(' '), code, stderr]).toEqual([args.join(' '), 0, '']);
  return JSON.parse(stdout) as Record<string, string>;
}

it('starts the API as part of the gateway, changes what it serves, and stops that process alone', async () => {
  await writeFile(join(home, 'config.json'), JSON.stringify({ version: 1, listen: { mcpPort: 0 } }));
  const env = { SECURE_MCP_GATEWAY_HOME: home };
  const gateway = await startBuilt(['system', 'start-api', '--port', '0', '--json'], env);
  end = () => gateway.signal('SIGTERM');
  await expect.poll(() => gateway.printed.stdout).toContain('}');
  expect(gateway.printed.stderr).toContain('the same as `secure-mcp-gateway serve`');
  const { addresses, pid } = (await json('status')) as unknown as { addresses: Record<string, string>; pid: number };

  await json('config', 'add', '--config-name', 'Web');
  await json('config', 'add-server', '--config-name', 'Web', '--server-name', 'e', '--settings', '{"bundled":"echo"}');
  await json('project', 'create', '--project-name', 'Shop', '--config-name', 'Web');
  await json('user', 'create', '--email', 'ada@example.com');
  await json('project', 'add-user', '--project-name', 'Shop', '--email', 'ada@example.com');
  const { api_key: key } = await json(
    'user',
    'generate-api-key',
    '--email',
    'ada@example.com',
    '--project-name',
    'Shop',
  );
  const answer = await fetch(addresses['mcp']!, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: INITIALIZE }),
  });
  expect(answer.status).toBe(200);

  const other = await runBuilt(['system', 'stop-api', '--port', '1'], env);
  expect([other.code, isAlive(pid)]).toEqual([7, true]);
  expect(await json('system', 'stop-api')).toEqual({ pid, stopped: true });
  expect((await gateway.ended).code).toBe(0);
  expect((await runBuilt(['system', 'stop-api'], env)).code).toBe(7);
});

const INITIALIZE = {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'command-line-test', version: '1.0.0' },
};

it('completes words in a real shell', async () => {
  const { stdout: script } = await runBuilt(['completion', 'bash']);
  const complete = async (...words: readonly string[]) => {
    const typed = ['secure-mcp-gateway', ...words].map((word) => `'${word}'`).join(' ');
    const asking = `COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _secure_mcp_gateway; echo "\${COMPREPLY[@]}"`;
    return (await exec('bash', ['-c', `${script}\n${asking}`])).stdout.trim().split(' ');
  };
  expect(await complete('sy')).toEqual(['system']);
  expect(await complete('user', 'gen')).toEqual(['generate-api-key']);
  expect(await complete('--data-dir', 'x', 'config', 'add-server', '--tool')).toEqual(['--tools']);
  expect(await complete('serve', '--log-level', '')).toEqual(['debug', 'info', 'warn', 'error']);
});
