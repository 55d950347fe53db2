import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as LegacyTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtFile } from '../../../support/built-file';

const identity = { name: 'echo-test', version: '1.0.0' };

let server: { command: string; args: string[] };

beforeAll(async () => {
  server = { command: process.execPath, args: [await builtFile('echo-server.js')] };
});

describe('the echo server, asked by a modern client', () => {
  let client: Client;

  beforeAll(async () => {
    client = new Client(identity, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new StdioClientTransport(server));
  });
  afterAll(() => client.close());

  it('speaks the modern era', () => {
    expect(client.getProtocolEra()).toBe('modern');
  });

  it('offers read-only tools that say what they do', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['echo', 'add', 'time']);
    for (const tool of tools) {
      expect(tool.description).toMatch(/\.$/);
      expect(tool.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    }
  });

  it('echoes text unchanged', async () => {
    const words = 'one\ntwo — “three” 🙂';
    expect(await client.callTool({ name: 'echo', arguments: { text: words } })).toMatchObject({
      content: [{ type: 'text', text: words }],
    });
  });

  it('adds with structured output', async () => {
    expect(await client.callTool({ name: 'add', arguments: { a: 2, b: 0.5 } })).toMatchObject({
      content: [{ type: 'text', text: '2.5' }],
      structuredContent: { sum: 2.5 },
    });
  });

  it('tells the time', async () => {
    const { content } = await client.callTool({ name: 'time', arguments: {} });
    const [first] = content as { text: string }[];
    expect(Math.abs(Date.parse(first!.text) - Date.now())).toBeLessThan(60_000);
  });

  it('names the argument that is wrong', async () => {
    const refusal = await client.callTool({ name: 'add', arguments: { a: 'two', b: 1 } });
    expect(refusal.isError).toBe(true);
    expect(JSON.stringify(refusal.content)).toContain('a: ');
  });
});

describe('the echo server, asked by a legacy client', () => {
  let client: LegacyClient;

  beforeAll(async () => {
    client = new LegacyClient(identity);
    await client.connect(new LegacyTransport(server));
  });
  afterAll(() => client.close());

  it('introduces itself', () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'secure-mcp-gateway-echo' });
    expect(client.getInstructions()).toContain('changes nothing');
  });

  it('answers calls', async () => {
    expect(await client.callTool({ name: 'echo', arguments: { text: 'hello' } })).toMatchObject({
      content: [{ type: 'text', text: 'hello' }],
    });
    expect(await client.callTool({ name: 'add', arguments: { a: 40, b: 2 } })).toMatchObject({
      structuredContent: { sum: 42 },
    });
  });
});
