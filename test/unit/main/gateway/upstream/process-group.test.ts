import { describe, expect, it } from 'vitest';
import { isGroupAlive } from '../../../../../main/gateway/upstream/process-group';
import { callTool, FRIENDLY, HOSTILE, isRunning, node, poolUnderTest } from './pool-under-test';

describe('ending a process group', () => {
  it('is quick for a server that goes with its stdin', async () => {
    const { start, pool } = poolUnderTest();
    const pid = Number(await callTool(start(node(FRIENDLY)), 'pid'));
    const before = performance.now();
    await pool.stop(6_000);
    expect(performance.now() - before).toBeLessThan(1_900);
    expect(isGroupAlive(pid)).toBe(false);
  });

  it('ends a server that ignores the end of stdin and SIGTERM', async () => {
    const { start, pool } = poolUnderTest();
    const pid = Number(await callTool(start(node(HOSTILE, ['ignores-the-end'])), 'any'));
    expect([isGroupAlive(pid), isRunning(pid)]).toEqual([true, true]);
    await pool.stop(1_000);
    expect([isGroupAlive(pid), isRunning(pid)]).toEqual([false, false]);
  });

  it('ends a grandchild that ignores SIGTERM', async () => {
    const { start, pool } = poolUnderTest();
    const server = start(node(HOSTILE, ['grandchild']));
    const grandchild = Number(await callTool(server, 'any'));
    const leader = server.status().pid ?? 0;
    expect([isGroupAlive(leader), isRunning(grandchild)]).toEqual([true, true]);
    await pool.stop(1_000);
    expect([isGroupAlive(leader), isRunning(grandchild)]).toEqual([false, false]);
  });

  it('ends a grandchild whose parent crashed', async () => {
    const { start, pool } = poolUnderTest();
    const server = start(node(HOSTILE, ['grandchild']));
    const grandchild = Number(await callTool(server, 'any'));
    const leader = server.status().pid ?? 0;
    process.kill(leader, 'SIGKILL');
    await callTool(server, 'any', {}, { replaySafe: true });
    await pool.stop(1_000);
    expect([isGroupAlive(leader), isRunning(grandchild)]).toEqual([false, false]);
  });
});
