import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer, type McpHttpHandler } from '@modelcontextprotocol/server';
import { onTestFinished, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RpcNotification } from '../../../../../shared/model/json-rpc';
import { listen } from './http-server-under-test';
import { callTool, eventually, poolUnderTest } from './pool-under-test';

async function modernServer(): Promise<{ url: string; handler: McpHttpHandler; methods: string[] }> {
  const handler = createMcpHandler(
    () => {
      const server = new McpServer(
        { name: 'new', version: '2.0.0' },
        { capabilities: { tools: { listChanged: true } } },
      );
      const inputSchema = z.object({ message: z.string() });
      server.registerTool('echo', { inputSchema }, ({ message }) => ({ content: [{ type: 'text', text: message }] }));
      server.registerTool('slow', { inputSchema: z.object({}) }, async (_given, context) => {
        const progressToken = context.mcpReq._meta?.progressToken;
        for (const progress of [1, 2, 3]) {
          if (progressToken === undefined) break;
          await context.mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress } });
        }
        return { content: [{ type: 'text', text: 'done' }] };
      });
      return server;
    },
    { legacy: 'reject' },
  );
  const methods: string[] = [];
  const answer = toNodeHandler(handler);
  const { url } = await listen((request, response) => {
    methods.push(`${request.method} ${String(request.headers['mcp-method'])}`);
    void answer(request as Parameters<typeof answer>[0], response);
  });
  onTestFinished(() => handler.close());
  return { url, handler, methods };
}

describe('a modern HTTP server', () => {
  it('is found to be modern, described and called without a handshake', async () => {
    const { start, state } = poolUnderTest();
    const { url, methods } = await modernServer();
    const server = start({ url });
    expect(await callTool(server, 'echo', { message: 'new' })).toBe('new');
    const description = await server.describe(AbortSignal.timeout(5_000));
    expect(description).toMatchObject({ era: 'modern', protocolVersion: '2026-07-28', serverInfo: { name: 'new' } });
    expect(methods).not.toContain('POST initialize');
    expect(Object.values(state.read<object>('eras') ?? {})).toMatchObject([{ era: 'modern' }]);
  });

  it('has its progress delivered in order under the caller’s token', async () => {
    const { start } = poolUnderTest();
    const { url } = await modernServer();
    const seen: unknown[] = [];
    const onNotification = ({ params }: RpcNotification) => void seen.push(params);
    const params = { name: 'slow', arguments: {}, _meta: { progressToken: 0 } };
    await start({ url }).request('tools/call', params, { signal: AbortSignal.timeout(5_000), onNotification });
    expect(seen).toMatchObject([1, 2, 3].map((progress) => ({ progressToken: 0, progress })));
  });

  it('has its JSON-RPC errors passed on', async () => {
    const { start } = poolUnderTest();
    const { url } = await modernServer();
    const options = { signal: AbortSignal.timeout(5_000) };
    await expect(start({ url }).request('no/such', undefined, options)).rejects.toMatchObject({
      name: 'UpstreamRpcError',
      error: { code: -32601 },
    });
  });

  it('announces changes through one subscription', async () => {
    const { start } = poolUnderTest();
    const { url, handler, methods } = await modernServer();
    const server = start({ url });
    const seen: string[] = [];
    server.on((event) => event.kind === 'notification' && seen.push(event.notification.method));
    await server.describe(AbortSignal.timeout(5_000));
    expect(await eventually(() => methods.includes('POST subscriptions/listen'))).toBe(true);
    const heard = () => {
      handler.notify.toolsChanged();
      return seen.includes('notifications/tools/list_changed');
    };
    expect(await eventually(heard)).toBe(true);
    expect(methods.filter((it) => it === 'POST subscriptions/listen')).toHaveLength(1);
  });

  it('is refused when the configuration insists on the other era', async () => {
    const { start } = poolUnderTest();
    const { url } = await modernServer();
    const server = start({ url, era: 'legacy', transport: 'streamable-http' });
    await expect(callTool(server, 'echo', { message: 'x' })).rejects.toMatchObject({ code: 'discovery_failed' });
  });
});
