import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { Server as LegacyServer } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { Era } from '../../shared/model/server';

interface AuthInfo {
  readonly token: string;
  readonly clientId: string;
  readonly scopes: string[];
  readonly extra?: Record<string, unknown>;
}

/** A request that has been authenticated; its body has been read. */
export type AuthenticatedRequest = IncomingMessage & { auth: AuthInfo; body: string };

/** An MCP server over Streamable HTTP whose tools tell whom they serve. */
export interface WhoamiServer {
  handle(request: AuthenticatedRequest, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

const INFO = { name: 'whoami', version: '1.0.0' };
const CAPABILITIES = { tools: {} };
const NUMBERS = { type: 'object', properties: { a: { type: 'number' }, b: { type: 'number' } } } as const;
const NOTHING = { type: 'object', properties: {} } as const;

const TOOLS = [
  { name: 'whoami', description: 'Says whom the token speaks for', inputSchema: NOTHING },
  { name: 'add', description: 'Adds two numbers', inputSchema: NUMBERS },
  { name: 'admin_only', description: 'Needs the scope mcp:admin', inputSchema: NOTHING },
];

function callTool(name: string, args: JsonObject, auth: AuthInfo | undefined) {
  const text = (value: unknown) => ({ content: [{ type: 'text' as const, text: JSON.stringify(value) }] });
  if (name === 'add') return text(Number(args['a']) + Number(args['b']));
  if (name === 'admin_only') return text('done');
  return text({ subject: auth?.extra?.['subject'], clientId: auth?.clientId, scopes: auth?.scopes });
}

/** Speaks one era only, as most servers do. */
export function createWhoamiServer(era: Era): WhoamiServer {
  return era === 'legacy' ? createLegacy() : createModern();
}

function createModern(): WhoamiServer {
  const handler = createMcpHandler(
    () => {
      const made = new McpServer(INFO, { capabilities: CAPABILITIES });
      made.server.setRequestHandler('tools/list', () => ({ tools: TOOLS }));
      made.server.setRequestHandler('tools/call', ({ params }, ctx) =>
        callTool(params.name, params.arguments ?? {}, ctx.http?.authInfo),
      );
      return made;
    },
    { legacy: 'reject' },
  );
  const serve = toNodeHandler(handler);
  return {
    handle: (request, response) => serve(request as never, response as never, parsed(request)),
    close: () => handler.close(),
  };
}

function createLegacy(): WhoamiServer {
  const sessions = new Map<string, StreamableHTTPServerTransport>();

  async function open(): Promise<StreamableHTTPServerTransport> {
    const server = new LegacyServer(INFO, { capabilities: CAPABILITIES });
    server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS }));
    server.setRequestHandler(CallToolRequestSchema, ({ params }, { authInfo }) =>
      callTool(params.name, params.arguments ?? {}, authInfo),
    );
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      onsessioninitialized: (id) => void sessions.set(id, transport),
    });
    await server.connect(transport as never);
    return transport;
  }

  return {
    async handle(request, response) {
      const id = request.headers['mcp-session-id'];
      const body = parsed(request);
      const known = typeof id === 'string' ? sessions.get(id) : undefined;
      if (known !== undefined) return known.handleRequest(request, response, body);
      if (id !== undefined) return void response.writeHead(404).end();
      if ((body as JsonObject | undefined)?.['method'] !== 'initialize') return void response.writeHead(400).end();
      await (await open()).handleRequest(request, response, body);
    },
    async close() {
      for (const transport of sessions.values()) await transport.close();
    },
  };
}

const parsed = ({ body }: AuthenticatedRequest): unknown => (body === '' ? undefined : JSON.parse(body));
