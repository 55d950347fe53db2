import { McpServer, type CallToolResult } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

const VERSION = '1.0.0';
const READ_ONLY = { readOnlyHint: true, destructiveHint: false, openWorldHint: false } as const;

const INSTRUCTIONS =
  'A small server that ships with Secure MCP Gateway. It changes nothing and reaches nothing: ' +
  'use it to see that a client, the gateway and a policy work together.';

const text = (words: string): CallToolResult['content'] => [{ type: 'text', text: words }];

function createEchoServer(): McpServer {
  const server = new McpServer(
    { name: 'secure-mcp-gateway-echo', title: 'Echo', version: VERSION },
    { instructions: INSTRUCTIONS },
  );
  server.registerTool(
    'echo',
    {
      title: 'Echo',
      description: 'Returns the given text unchanged. Use it to see what a policy does to a request or a result.',
      inputSchema: z.object({ text: z.string().describe('What to return') }),
      annotations: { ...READ_ONLY, idempotentHint: true },
    },
    ({ text: words }) => ({ content: text(words) }),
  );
  server.registerTool(
    'add',
    {
      title: 'Add',
      description: 'Adds two numbers and returns the sum, as text and as structured content.',
      inputSchema: z.object({ a: z.number().describe('First number'), b: z.number().describe('Second number') }),
      outputSchema: z.object({ sum: z.number() }),
      annotations: { ...READ_ONLY, idempotentHint: true },
    },
    ({ a, b }) => ({ content: text(String(a + b)), structuredContent: { sum: a + b } }),
  );
  server.registerTool(
    'time',
    {
      title: 'Time',
      description: 'Returns the current time of the machine that the server runs on, as ISO 8601 in UTC.',
      annotations: READ_ONLY,
    },
    () => ({ content: text(new Date().toISOString()) }),
  );
  return server;
}

serveStdio(createEchoServer, { onerror: (failure) => process.stderr.write(`${failure.message}\n`) });
