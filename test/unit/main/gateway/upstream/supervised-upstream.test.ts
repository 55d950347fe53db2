import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callTool, eventually, FRIENDLY, HOSTILE, isRunning, node, poolUnderTest } from './pool-under-test';

const within = (ms: number) => AbortSignal.timeout(ms);

describe('a supervised server', () => {
  it('that falls is up again before anybody asks', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY));
    const pid = Number(await callTool(server, 'pid'));
    process.kill(pid, 'SIGKILL');
    expect(await eventually(() => server.status().restarts === 1)).toBe(true);
    expect(server.status()).toMatchObject({ state: 'ready' });
    expect(Number(await callTool(server, 'pid'))).not.toBe(pid);
  });

  it('that falls during a call: the call fails and its fate is told, the next one works', async () => {
    const { start } = poolUnderTest();
    const server = start(node(HOSTILE, ['crash-on-call']), 'fragile');
    await expect(callTool(server, 'it')).rejects.toMatchObject({
      code: 'server_unavailable',
      message:
        'The connection to fragile was lost during tools/call (fragile exited with code 3; its last line on stderr: ' +
        '"falling over it"); whether it was carried out is unknown',
    });
    expect((await server.describe(within(5_000))).era).toBe('legacy');
  });

  it('that falls during a call that may be repeated: the call is repeated once', async () => {
    const { start, folder } = poolUnderTest();
    const startsFile = join(folder, 'starts');
    const server = start(node(HOSTILE, ['crash-once'], { env: { STARTS_FILE: startsFile } }));
    expect(await callTool(server, 'any', {}, { replaySafe: true })).toBe('risen');
    expect(readFileSync(startsFile).length).toBe(2);
  });

  it('that falls during every call: a call is repeated once, not for ever', async () => {
    const { start, folder } = poolUnderTest();
    const startsFile = join(folder, 'starts');
    const server = start(node(HOSTILE, ['crash-on-call'], { env: { STARTS_FILE: startsFile } }));
    await expect(callTool(server, 'any', {}, { replaySafe: true })).rejects.toMatchObject({
      code: 'server_unavailable',
    });
    expect(readFileSync(startsFile).length).toBe(2);
  });

  it.each([
    ['closes-stdout', 'closed its output'],
    ['closes-stdin', 'stopped reading its input'],
  ])('that can no longer be spoken with (%s) is ended', async (how, reason) => {
    const { start } = poolUnderTest();
    const server = start(node(HOSTILE, [how]));
    const { pid } = await server.describe(within(5_000)).then(() => server.status());
    const first = callTool(server, 'any', {}, { signal: within(8_000) }).catch((failure: Error) => failure);
    const second = () => callTool(server, 'any', { x: 'x'.repeat(100_000) }, { signal: within(8_000) });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(second()).rejects.toMatchObject({ code: 'server_unavailable' });
    expect(await first).toMatchObject({ code: 'server_unavailable', message: expect.stringContaining(reason) });
    expect(await eventually(() => !isRunning(pid ?? 0))).toBe(true);
  });

  it('that cannot start says why', async () => {
    const { start } = poolUnderTest();
    const server = start(node(HOSTILE, ['crash-at-start']), 'broken');
    await expect(callTool(server, 'any')).rejects.toMatchObject({
      code: 'server_unavailable',
      message:
        'broken exited with code 2 while it was being started; its last line on stderr: "cannot find my configuration"',
    });
    expect(server.status()).toMatchObject({ state: 'restarting', stderrTail: ['cannot find my configuration'] });
  });

  it('that falls again and again is left alone for a minute, and calls fail at once', async () => {
    const { start, folder } = poolUnderTest();
    const startsFile = join(folder, 'starts');
    const server = start(node(HOSTILE, ['crash-loop'], { env: { STARTS_FILE: startsFile } }), 'looping');
    await server.describe(within(5_000));
    expect(await eventually(() => server.status().state === 'failed', 10_000)).toBe(true);
    expect(server.status().retryAt).toBeGreaterThan(Date.now() + 50_000);
    const before = performance.now();
    await expect(callTool(server, 'any')).rejects.toMatchObject({
      code: 'server_unavailable',
      message: expect.stringMatching(
        /^looping keeps crashing: looping exited with code 5; next try at \S+Z, in \d+ s$/,
      ),
    });
    expect(performance.now() - before).toBeLessThan(250);
    expect(readFileSync(startsFile).length).toBe(5);
  });

  it('that is silent at its start is given up after the start timeout', async () => {
    const { start } = poolUnderTest();
    const server = start(node(HOSTILE, ['silent-start'], { startTimeout: 0.3 }));
    await expect(callTool(server, 'any')).rejects.toMatchObject({ code: 'discovery_timed_out' });
  });

  it('that starts slowly is started once for all that wait', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY, ['--start-delay=400']));
    const pids = await Promise.all([1, 2, 3].map(() => callTool(server, 'pid')));
    expect(new Set(pids).size).toBe(1);
  });

  it('whose start one caller does not await is started for the others', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY, ['--start-delay=400']));
    const impatient = callTool(server, 'pid', {}, { signal: within(100) });
    const patient = callTool(server, 'pid');
    await expect(impatient).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(Number(await patient)).toBeGreaterThan(0);
  });

  it('that is idle is stopped, and started again by the next call', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY, [], { idleTimeout: 0.2 }));
    const pid = Number(await callTool(server, 'pid'));
    expect(await eventually(() => !isRunning(pid))).toBe(true);
    expect(server.status()).toMatchObject({ state: 'stopped', restarts: 0 });
    expect(Number(await callTool(server, 'pid'))).not.toBe(pid);
  });

  it('is not stopped for idleness during a long call', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY, [], { idleTimeout: 0.1 }));
    expect(await callTool(server, 'slow', { steps: 1, stepMs: 500 })).toBe('done');
  });

  it('runs no more calls at once than it may', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY, [], { concurrency: 2 }));
    await callTool(server, 'pid');
    const before = performance.now();
    const given = { steps: 1, stepMs: 100 };
    const calls = [1, 2, 3, 4].map(() => callTool(server, 'slow', given));
    const gaveUp = callTool(server, 'slow', given, { signal: within(20) });
    await expect(gaveUp).rejects.toMatchObject({ name: 'TimeoutError' });
    await Promise.all(calls);
    expect(performance.now() - before).toBeGreaterThanOrEqual(195);
  });

  it('tells its states to those who listen', async () => {
    const { start } = poolUnderTest();
    const server = start(node(FRIENDLY));
    const states: string[] = [];
    server.on((event) => event.kind === 'state' && states.push(event.status.state));
    await callTool(server, 'pid');
    await expect(callTool(server, 'die')).rejects.toMatchObject({ code: 'server_unavailable' });
    await eventually(() => states.length >= 5);
    expect(states).toEqual(['starting', 'ready', 'restarting', 'starting', 'ready']);
  });
});
