import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as LegacyStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { Era } from '../../shared/model/server';

/** Where a client finds the gateway: an address, or a program that it starts. */
export type Address =
  | { readonly url: string; readonly key: string }
  | { readonly command: string; readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };

export interface CallOptions {
  readonly onprogress?: (progress: unknown) => void;
  readonly signal?: AbortSignal;
}

export interface WireMessage extends JsonObject {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: JsonObject;
  readonly result?: JsonObject;
}

/** The two SDK generations behind the one set of verbs that the tests need. */
export interface McpClient {
  readonly era: Era;
  readonly sdk: LegacyClient | ModernClient;
  /** Every message since the connection was made, as it passed, both ways. */
  readonly wire: readonly WireMessage[];
  call(name: string, args?: JsonObject, options?: CallOptions): Promise<JsonObject>;
  toolNames(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export const ERAS = ['legacy', 'modern'] as const satisfies readonly Era[];

/** Connects the SDK of that era: version 1, or version 2 told to find out for itself what the server speaks. */
export async function connectClient(era: Era, address: Address): Promise<McpClient> {
  return era === 'legacy' ? connectLegacy(address) : connectModern(address);
}

async function connectLegacy(address: Address): Promise<McpClient> {
  const sdk = new LegacyClient({ name: 'legacy-test', version: '1.0.0' });
  const transport =
    'url' in address
      ? new LegacyHttp(new URL(address.url), { requestInit: { headers: bearer(address.key) } })
      : new LegacyStdio({ ...address, args: [...address.args], stderr: 'ignore' });
  await sdk.connect(transport as never);
  return {
    era: 'legacy',
    sdk,
    wire: tap(transport),
    call: async (name, args = {}, options = {}) =>
      (await sdk.callTool({ name, arguments: args }, undefined, options)) as JsonObject,
    toolNames: async () => (await sdk.listTools()).tools.map((tool) => tool.name),
    close: () => sdk.close(),
  };
}

async function connectModern(address: Address): Promise<McpClient> {
  const sdk = new ModernClient({ name: 'modern-test', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });
  const transport =
    'url' in address
      ? new ModernHttp(new URL(address.url), { requestInit: { headers: bearer(address.key) } })
      : new ModernStdio({ ...address, args: [...address.args], stderr: 'ignore' });
  await sdk.connect(transport);
  return {
    era: 'modern',
    sdk,
    wire: tap(transport),
    call: async (name, args = {}, options = {}) =>
      (await sdk.callTool({ name, arguments: args }, options)) as JsonObject,
    toolNames: async () => (await sdk.listTools()).tools.map((tool) => tool.name),
    close: () => sdk.close(),
  };
}

/** The SDKs hand a message on some time after it came; what came when is seen at the transport alone. */
function tap(transport: LegacyHttp | LegacyStdio | ModernHttp | ModernStdio): readonly WireMessage[] {
  const wire: WireMessage[] = [];
  const either = transport as {
    onmessage?: (message: never, extra: never) => void;
    send(message: never, options: never): Promise<void>;
  };
  const { onmessage } = either;
  const send = either.send.bind(either);
  either.onmessage = (message, extra) => {
    wire.push(message);
    onmessage?.(message, extra);
  };
  either.send = (message, options) => {
    wire.push(message);
    return send(message, options);
  };
  return wire;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
