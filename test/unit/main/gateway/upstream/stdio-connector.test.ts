import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RpcNotification } from '../../../../../shared/model/json-rpc';
import { callTool, FRIENDLY, HOSTILE, node, poolUnderTest } from './pool-under-test';

const within = (ms: number) => AbortSignal.timeout(ms);
const EVERYTHING = join(
  import.meta.dirname,
  '../../../../../node_modules/@modelcontextprotocol/server-everything/dist/index.js',
);

describe('finding out the era of a stdio server', () => {
  it.each([
    { era: 'legacy', args: [] },
    { era: 'modern', args: ['--modern'] },
  ] as const)('finds $era and remembers it', async ({ era, args }) => {
    const { start, state } = poolUnderTest();
    const server = start(node(FRIENDLY, args, { era: 'auto' }));
    expect((await server.describe(within(5_000))).era).toBe(era);
    expect(await callTool(server, 'echo', { a: 1 })).toBe('{"a":1}');
    expect(Object.values(state.read<object>('eras') ?? {})).toMatchObject([{ era, at: expect.any(Number) }]);
  });

  it('uses one process for a modern server, and no probe for a remembered legacy one', async () => {
    const { start, folder, pool } = poolUnderTest();
    const startsFile = join(folder, 'starts');
    const config = node(HOSTILE, ['plain'], { era: 'auto', env: { STARTS_FILE: startsFile }, idleTimeout: 0 });
    await callTool(start(config), 'any');
    expect(readFileSync(startsFile).length).toBe(2);
    const set = pool.acquire('default', {});
    await set.release();
    process.kill(Number(await callTool(start(config), 'any')), 'SIGKILL');
    await callTool(start(config), 'any', {}, { replaySafe: true });
    expect(readFileSync(startsFile).length).toBe(3);
  });

  it('takes a server that exits at the question for a legacy one', async () => {
    const { start } = poolUnderTest();
    const server = start(node(HOSTILE, ['exits-on-discover'], { era: 'auto' }));
    expect((await server.describe(within(5_000))).era).toBe('legacy');
    expect(server.status().restarts).toBe(0);
  });

  it('remembers nothing about a server that never started', async () => {
    const { start, state } = poolUnderTest();
    const server = start(node(HOSTILE, ['crash-at-start'], { era: 'auto' }));
    await expect(server.describe(within(5_000))).rejects.toMatchObject({ code: 'server_unavailable' });
    expect(state.read('eras') ?? {}).toEqual({});
  });

  it('asks again when what it remembers is no longer true', async () => {
    const { start, state } = poolUnderTest();
    const server = start(node(FRIENDLY, ['--modern'], { era: 'auto' }));
    await server.describe(within(5_000));
    const [fingerprint] = Object.keys(state.read<object>('eras') ?? {});
    const again = poolUnderTest();
    again.state.write('eras', { [fingerprint ?? '']: { era: 'legacy', at: Date.now() } });
    const changed = again.start(node(FRIENDLY, ['--modern'], { era: 'auto' }));
    expect((await changed.describe(within(5_000))).era).toBe('modern');
  });

  it('does not take part when the configuration says the era', async () => {
    const { start, state } = poolUnderTest();
    const server = start(node(FRIENDLY, ['--modern'], { era: 'legacy' }));
    await expect(server.describe(within(5_000))).rejects.toMatchObject({
      code: 'discovery_failed',
      message: 'server refused the handshake with JSON-RPC error -32022: Unsupported protocol version',
    });
    expect(state.read('eras')).toBeUndefined();
  });
});

describe('server-everything over stdio', () => {
  it('is described, listed and called, with progress', async () => {
    const { start } = poolUnderTest();
    const server = start(node(EVERYTHING, [], { era: 'auto' }), 'everything');
    const description = await server.describe(within(15_000));
    expect(description).toMatchObject({ era: 'legacy', protocolVersion: '2025-11-25' });
    const { result } = await server.request('tools/list', undefined, { signal: within(5_000) });
    expect((result['tools'] as unknown[]).length).toBeGreaterThanOrEqual(13);
    expect(await callTool(server, 'echo', { message: 'hello' })).toBe('Echo: hello');
    const seen: unknown[] = [];
    const onNotification = ({ params }: RpcNotification) => void seen.push(params);
    const params = {
      name: 'trigger-long-running-operation',
      arguments: { duration: 0.3, steps: 3 },
      _meta: { progressToken: 'mine' },
    };
    await server.request('tools/call', params, { signal: within(5_000), onNotification });
    expect(seen).toMatchObject([1, 2, 3].map((progress) => ({ progressToken: 'mine', progress })));
  });
});
