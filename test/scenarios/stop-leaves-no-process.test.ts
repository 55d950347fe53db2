import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { builtFile } from '../support/built-file';
import { isAlive } from '../support/is-alive';
import { eventually, fixture, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';

let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

describe('stopping leaves no process', () => {
  it('neither a polite server nor one that ignores every signal it can', async () => {
    house = await openTestHouse({
      servers: { rec: fixture('recording.mjs'), stubborn: fixture('hostile.mjs', {}, ['ignores-the-end']) },
    });
    const client = await house.legacyClient();
    await client.listTools();
    const pids = house.house.status().upstreams.map(({ pid }) => pid);
    expect(pids.every((pid) => typeof pid === 'number' && isAlive(pid))).toBe(true);
    await house.stop();
    house = undefined;
    expect(pids.filter((pid) => pid !== undefined && isAlive(pid))).toEqual([]);
  });

  it('a call under way is finished first', async () => {
    house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
    const client = await house.legacyClient();
    await client.callTool({ name: 'rec__pid' });
    const call = client.callTool({ name: 'rec__nap', arguments: { ms: 400 } });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const stopping = house.house.stop(5_000);
    expect(JSON.stringify(await call)).toContain('rested');
    await stopping;
  });

  it('the leftovers of a gateway that was killed are swept by the next', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'smg-killed-'));
    const stubborn = fixture('hostile.mjs', {}, ['ignores-the-end']);
    const first = await startProgram(directory, stubborn);
    const [{ pid }] = (await first.status()).upstreams;
    process.kill(first.pid, 'SIGKILL');
    await eventually(() => !isAlive(first.pid));
    expect(isAlive(pid)).toBe(true);
    const second = await startProgram(directory, undefined);
    await eventually(() => !isAlive(pid));
    await second.stop();
    await rm(directory, { recursive: true, force: true });
  });
});

/** The built program on a data directory, with one server that has been used. */
async function startProgram(directory: string, server: ReturnType<typeof fixture> | undefined) {
  const program = await builtFile('headless.js');
  const run = async (command: string, ...rest: string[]) => {
    const args = [program, ...command.split(' '), '--data-dir', directory, '--json', ...rest];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return JSON.parse(stdout);
  };
  const child = spawn(
    process.execPath,
    [program, 'serve', '--data-dir', directory, '--port', '0', '--admin-port', '0', '--json'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const facts = JSON.parse(String(await new Promise((resolve) => child.stdout.once('data', resolve))));
  if (server !== undefined) {
    await run('server remove', 'echo');
    await run('server add', 'stubborn', '--', server.command, ...server.args);
    const headers = { authorization: `Bearer ${facts.firstKey}`, 'content-type': 'application/json' };
    const { body, headers: standard } = modernRequest('tools/list');
    await fetch(facts.addresses.mcp, {
      method: 'POST',
      headers: { ...headers, ...standard },
      body: JSON.stringify(body),
    });
  }
  return {
    pid: child.pid as number,
    status: () => run('status') as Promise<{ upstreams: [{ pid: number }] }>,
    async stop() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
