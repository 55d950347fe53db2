import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UpstreamServer } from '../../../../../shared/config/upstream-server';
import { callTool, eventually, FRIENDLY, isRunning, node, poolUnderTest } from './pool-under-test';

const parse = (config: object) => UpstreamServer.parse(config);

describe('the upstream pool', () => {
  it('serves two calls with one process and records it in a private journal', async () => {
    const { start, folder } = poolUnderTest();
    const server = start(node(FRIENDLY));
    const first = await callTool(server, 'pid');
    expect(await callTool(server, 'pid')).toBe(first);
    const journal = join(folder, 'children.json');
    expect(JSON.parse(readFileSync(journal, 'utf8'))).toMatchObject([{ pid: Number(first) }]);
    expect(statSync(journal).mode & 0o777).toBe(0o600);
  });

  it('starts a server only when it is first needed', async () => {
    const { start, pool } = poolUnderTest();
    const server = start(node(FRIENDLY));
    expect(server.status()).toMatchObject({ server: 'server', state: 'stopped', transport: 'stdio', restarts: 0 });
    expect((await server.describe(AbortSignal.timeout(5_000))).serverInfo).toMatchObject({ colour: 'green' });
    expect(pool.statuses()).toMatchObject([{ configId: 'default', state: 'ready', era: 'legacy' }]);
  });

  it('keeps the process of an unchanged server, and stops changed and removed ones with their last set', async () => {
    const { pool } = poolUnderTest();
    const kept = parse(node(FRIENDLY));
    const before = pool.acquire('default', { kept, changed: kept, removed: kept });
    const pids = await Promise.all(before.servers.map((name) => callTool(before.get(name)!, 'pid')));
    expect(new Set(pids).size).toBe(3);
    const after = pool.acquire('default', { kept, changed: parse(node(FRIENDLY, [], { env: { A: 'b' } })) });
    expect(pids.map(Number).every(isRunning)).toBe(true);
    await before.release();
    expect(pids.map(Number).map(isRunning)).toEqual([true, false, false]);
    expect(await callTool(after.get('kept')!, 'pid')).toBe(pids[0]);
    expect(await callTool(after.get('changed')!, 'pid')).not.toBe(pids[1]);
    await after.release();
    expect(isRunning(Number(pids[0]))).toBe(false);
    expect(pool.statuses()).toEqual([]);
  });

  it('does not share a process between configs', async () => {
    const { pool } = poolUnderTest();
    const config = parse(node(FRIENDLY));
    const one = pool.acquire('one', { server: config }).get('server')!;
    const two = pool.acquire('two', { server: config }).get('server')!;
    expect(await callTool(one, 'pid')).not.toBe(await callTool(two, 'pid'));
  });

  it('shows a disabled server and never starts it', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY, [], { enabled: false }));
    expect(server.status().state).toBe('disabled');
    await expect(callTool(server, 'pid')).rejects.toMatchObject({
      code: 'server_unavailable',
      message: expect.stringContaining('disabled'),
    });
  });

  it('ends every child at once when the process itself must end', async () => {
    const { start, pool } = poolUnderTest();
    const pid = Number(await callTool(start(node(FRIENDLY)), 'pid'));
    pool.killAllNow();
    expect(await eventually(() => !isRunning(pid))).toBe(true);
  });

  it('hands out nothing once it is stopped', async () => {
    const { start, pool } = poolUnderTest();
    const server = start(node(FRIENDLY));
    await pool.stop(1_000);
    await expect(callTool(server, 'pid')).rejects.toMatchObject({ code: 'server_unavailable' });
    expect(() => start(node(FRIENDLY))).toThrow('The gateway is stopping');
  });

  it('runs a bundled server with our own Node', async () => {
    const { start } = poolUnderTest();
    expect(await callTool(start({ bundled: 'echo', era: 'legacy' }), 'echo', { a: 0 })).toBe('{"a":0}');
  });
});
