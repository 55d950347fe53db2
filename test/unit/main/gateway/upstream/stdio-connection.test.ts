import { describe, expect, it } from 'vitest';
import type { RpcNotification } from '../../../../../shared/model/json-rpc';
import { callTool, eventually, FRIENDLY, HOSTILE, node, poolUnderTest } from './pool-under-test';

const within = (ms: number) => AbortSignal.timeout(ms);

describe.each([
  { era: 'legacy', args: [] },
  { era: 'modern', args: ['--modern'] },
] as const)('a stdio server of the $era era', ({ era, args }) => {
  const config = node(FRIENDLY, args, { era });

  it('describes itself', async () => {
    const { start } = poolUnderTest();
    const description = await start(config).describe(within(5_000));
    expect(description).toMatchObject({
      era,
      protocolVersion: era === 'legacy' ? '2025-11-25' : '2026-07-28',
      serverInfo: { name: 'friendly' },
      capabilities: { tools: { listChanged: true } },
      instructions: 'I am friendly.',
    });
  });

  it('gets parameters as they are and gives results as they are', async () => {
    const { start } = poolUnderTest();
    const params = { name: 'echo', arguments: { zero: 0 }, unknown: { kept: [null] }, _meta: { mine: 1 } };
    const answer = await start(config).request('tools/call', params, { signal: within(5_000) });
    expect(answer.era).toBe(era);
    expect(answer.result).toMatchObject({ received: params, extra: { a: 1 } });
    if (era === 'legacy') expect(answer.result['received']).toEqual(params);
    else expect(answer.result['resultType']).toBe('complete');
  });

  it('has its progress delivered in order, before the result, under the caller’s token', async () => {
    const { start } = poolUnderTest();
    const seen: RpcNotification[] = [];
    const params = { name: 'slow', arguments: { steps: 4, stepMs: 5 }, _meta: { progressToken: 'mine' } };
    const onNotification = (notification: RpcNotification) => void seen.push(notification);
    await start(config).request('tools/call', params, { signal: within(5_000), onNotification });
    expect(seen.map(({ params }) => params)).toEqual(
      [1, 2, 3, 4].map((progress) => ({ progressToken: 'mine', progress, total: 4, note: 'kept' })),
    );
  });

  it('sends no progress to a caller that did not ask', async () => {
    const { start } = poolUnderTest();
    const seen: unknown[] = [];
    const onNotification = (notification: unknown) => void seen.push(notification);
    const params = { name: 'slow', arguments: {} };
    await start(config).request('tools/call', params, { signal: within(5_000), onNotification });
    expect(seen).toEqual([]);
  });

  it('has its JSON-RPC errors passed on with code, message and data', async () => {
    const { start } = poolUnderTest();
    await expect(callTool(start(config), 'absent')).rejects.toMatchObject({
      name: 'UpstreamRpcError',
      error: { code: -32602, message: 'Unknown tool: absent', data: { kept: true } },
    });
  });

  it('is told of a cancelled call', async () => {
    const { start } = poolUnderTest();
    const server = start(config);
    const gaveUp = new AbortController();
    const call = callTool(server, 'slow', { steps: 1_000, stepMs: 10 }, { signal: gaveUp.signal });
    await callTool(server, 'pid');
    gaveUp.abort(new TypeError('the client left'));
    await expect(call).rejects.toThrow('the client left');
    expect(JSON.parse(await callTool(server, 'cancelled'))).toHaveLength(1);
  });

  it('announces changes of its lists, at most one of a kind per quarter of a second', async () => {
    const { start } = poolUnderTest();
    const server = start({ ...config, notificationsPerSecond: 100 });
    const seen: number[] = [];
    server.on((event) => {
      if (event.kind === 'notification') seen.push(event.notification.params?.['nr'] as number);
    });
    // A modern server announces to its subscribers only, and the subscription is made after the handshake.
    await callTool(server, 'pid');
    await callTool(server, 'announce', { times: 50 });
    expect(seen).toEqual([0]);
    expect(await eventually(() => seen.length === 2)).toBe(true);
    expect(seen).toEqual([0, 49]);
  });

  it('answers with ping and refuses what we do not offer', async () => {
    const { start } = poolUnderTest();
    // 1 for the answered ping and 10 for the refused sampling request.
    expect(await callTool(start(config), 'ask')).toBe('11');
  });
});

describe('a hostile stdio server', () => {
  it('that answers nothing costs its caller only the caller’s own patience', async () => {
    const { start } = poolUnderTest();
    const server = start(node(HOSTILE, ['never-answers']));
    await expect(callTool(server, 'any', {}, { signal: within(300) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('that answers with a wrong id answers nobody', async () => {
    const { start, logged } = poolUnderTest();
    const server = start(node(HOSTILE, ['wrong-id']));
    await expect(callTool(server, 'any', {}, { signal: within(500) })).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(logged.some((line) => line.includes('nobody asked'))).toBe(true);
  });

  it('that answers twice is heard once', async () => {
    const { start } = poolUnderTest();
    const server = start(node(HOSTILE, ['answers-twice']));
    expect(await callTool(server, 'any')).toBe('first');
    expect(await callTool(server, 'any')).toBe('first');
  });

  it('that prints garbage between its messages is understood all the same', async () => {
    const { start } = poolUnderTest();
    expect(await callTool(start(node(HOSTILE, ['spoken-garbage'])), 'any')).toBe('after the garbage');
  });

  it.each(['huge-line', 'huge-line-id-first'])(
    'that sends 100 MB in one line (%s) fails that call alone',
    async (how) => {
      const { start } = poolUnderTest();
      const friendly = start(node(FRIENDLY), 'friendly');
      const hostile = start(node(HOSTILE, [how, '100'], { maxMessageBytes: 1024 * 1024 }), 'hostile');
      await Promise.all([callTool(friendly, 'pid'), callTool(hostile, 'warm')]);
      const before = process.memoryUsage().rss;
      const huge = callTool(hostile, 'huge');
      const beside = callTool(hostile, 'beside');
      const elsewhere = await longestOf(() => callTool(friendly, 'pid'), 20);
      await expect(huge).rejects.toMatchObject({
        code: 'protocol_violated',
        message: 'hostile sent 100 MB in one message; the limit is 1 MB',
      });
      expect(await beside).toBe('beside');
      expect(await callTool(hostile, 'afterwards')).toBe('afterwards');
      expect(elsewhere).toBeLessThan(500);
      expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
    },
  );

  it.each(['stdout-flood', 'stdout-line-flood', 'stderr-flood', 'message-flood', 'request-flood'])(
    'that floods (%s) delays nobody else',
    async (how) => {
      const { start } = poolUnderTest();
      const friendly = start(node(FRIENDLY), 'friendly');
      const hostile = start(node(HOSTILE, [how], { maxMessageBytes: 1024 * 1024 }), 'hostile');
      await hostile.describe(within(5_000));
      await callTool(friendly, 'pid');
      const before = process.memoryUsage().rss;
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await longestOf(() => callTool(friendly, 'pid'), 50)).toBeLessThan(500);
      expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024);
      if (how === 'stderr-flood') expect(hostile.status().stderrTail?.at(-1)).toContain('noise on stderr');
    },
  );

  it('that storms with notifications is muted and still answers', async () => {
    const { start, logged } = poolUnderTest();
    const server = start(node(HOSTILE, ['notification-storm']));
    let seen = 0;
    server.on((event) => (seen += event.kind === 'notification' ? 1 : 0));
    expect(await callTool(server, 'any')).toBe('stormed');
    expect(seen).toBe(20);
    expect(logged.some((line) => line.includes('too many'))).toBe(true);
  });
});

async function longestOf(call: () => Promise<unknown>, times: number): Promise<number> {
  let longest = 0;
  for (let i = 0; i < times; i++) {
    const before = performance.now();
    await call();
    longest = Math.max(longest, performance.now() - before);
  }
  return longest;
}
