import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import { builtFile } from '../support/built-file';
import { isAlive } from '../support/is-alive';
import { connectClient } from '../support/mcp-clients';
import { eventually, fixture, textOf } from '../support/test-house';

const START = resolve(import.meta.dirname, '../../scripts/start.mjs');
let program: string;
let home: string;

beforeAll(async () => {
  program = await builtFile('headless.js');
});

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-told-'));
});

afterEach(() => rm(home, { recursive: true, force: true }));

describe('told to stop, it stops in good order', () => {
  // A terminal sends Ctrl-C to the whole group; the script that started us passes it on as well.
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('when a terminal sends %s to everybody at once', async (signal) => {
    const args = [START, '--headless', '--data-dir', home, '--port', '0', '--admin-port', '0', '--json'];
    const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
    child.stderr.resume();
    try {
      await eventually(() => printed.endsWith('}\n'), 20_000);
      const ended = once(child, 'exit');
      process.kill(-(child.pid as number), signal);
      expect(await ended).toEqual([0, null]);
      expect(await readdir(join(home, 'run'))).not.toContain('gateway.json');
    } finally {
      if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid as number), 'SIGKILL');
    }
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)(
    'inside a stdio client too, on %s, with the servers behind it',
    async (signal) => {
      const key = createGatewayKey();
      const config = {
        version: 1,
        configs: { main: { name: 'Main', servers: { rec: fixture('recording.mjs') } } },
        projects: { demo: { name: 'Demo', configId: 'main', userIds: ['ada'] } },
        users: { ada: { name: 'Ada' } },
        keys: { [key.id]: { hash: key.hash, projectId: 'demo', userId: 'ada', createdAt: '2026-01-01T00:00:00Z' } },
      };
      await writeFile(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
      const client = await connectClient('legacy', {
        command: process.execPath,
        args: [program, 'stdio', '--embedded', '--data-dir', home],
        env: { ENKRYPT_GATEWAY_KEY: key.text },
      });
      const server = Number(textOf(await client.call('rec__pid')));
      const { pid } = client.sdk.transport as unknown as { readonly pid: number };
      process.kill(pid, signal);
      await eventually(() => !isAlive(pid) && !isAlive(server));
      expect(await readdir(join(home, 'run'))).not.toContain('gateway.json');
      await client.close();
    },
  );
});
