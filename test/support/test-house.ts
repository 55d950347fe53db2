import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as ModernClient, StreamableHTTPClientTransport as ModernHttp } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { GatewayConfigInput } from '../../shared/config/gateway-config';
import type { ActivityRecord } from '../../shared/model/activity';
import type { JsonObject } from '../../shared/model/json-rpc';
import { openHouse, type House, type HouseOptions } from '../../main/open-house';
import { readLine } from '../../main/gateway/activity/chain';
import { linesForward } from '../../main/gateway/activity/read-lines';
import { listSegments } from '../../main/gateway/activity/segments';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import { recordingLogger } from './recording-logger';

type Servers = NonNullable<NonNullable<GatewayConfigInput['configs']>[string]['servers']>;

export interface TestHouseOptions extends Partial<
  Pick<HouseOptions, 'extraPlugins' | 'approvalChannels' | 'lineOutput'>
> {
  readonly servers?: Servers;
  readonly config?: Partial<GatewayConfigInput>;
  /** Beside that of the tests; wins over it. */
  readonly env?: Readonly<Record<string, string>>;
  /** The text of a key that `config.keys` has; absent: a new one is made. */
  readonly key?: string;
  /** The directory, such as a disk of its own, that the record is kept in. */
  readonly activityOn?: string;
}

/** The file of `firstConfig` as an editor shows it: what the tests change, without the strictness of the schema. */
export interface EditedConfig {
  configs: Record<string, { servers: Record<string, unknown> }>;
  projects: Record<string, { userIds: string[] }>;
  keys: Record<string, { hash: string; disabledAt?: string; expiresAt?: string }>;
  guardrails: unknown[];
}

/** A JSON-RPC answer over plain HTTP, as a client that knows no SDK sees it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject & { readonly result?: JsonObject; readonly error?: JsonObject };
}

export interface TestHouse {
  readonly house: House;
  readonly directory: string;
  readonly key: string;
  readonly keyId: string;
  /** Lines of the gateway’s log. */
  readonly logged: readonly string[];
  url(path?: string): string;
  /** Changes `config.json` the way a person with an editor does. */
  edit(change: (config: EditedConfig) => void): Promise<void>;
  legacyClient(path?: string): Promise<LegacyClient>;
  modernClient(path?: string): Promise<ModernClient>;
  post(
    body: unknown,
    options?: { readonly path?: string; readonly headers?: Record<string, string> },
  ): Promise<RawAnswer>;
  activity(): Promise<readonly ActivityRecord[]>;
  stop(): Promise<void>;
}

export const FIXTURES = join(import.meta.dirname, '../fixtures/upstreams');

/** A stdio server of test/fixtures/upstreams. */
export function fixture(file: string, env: Record<string, string> = {}, args: readonly string[] = []) {
  return { command: process.execPath, args: [join(FIXTURES, file), ...args], env, era: 'legacy' as const };
}

/** The whole gateway on free ports and a temporary directory, with real processes behind it. */
export async function openTestHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const directory = await mkdtemp(join(tmpdir(), 'smg-house-'));
  const configPath = join(directory, 'config.json');
  if (options.activityOn !== undefined) await symlink(options.activityOn, join(directory, 'activity'));
  const key = options.key === undefined ? createGatewayKey() : givenKey(options.key);
  const logged: string[] = [];
  await writeFile(configPath, JSON.stringify(firstConfig(key, options), undefined, 2), { mode: 0o600 });
  const { extraPlugins, approvalChannels, lineOutput } = options;
  const house = await openHouse({
    dataDirectory: directory,
    env: { ...process.env, TERM: 'dumb', ...options.env },
    mcpPort: 0,
    adminPort: 0,
    log: recordingLogger(logged),
    ...(extraPlugins === undefined ? {} : { extraPlugins }),
    ...(approvalChannels === undefined ? {} : { approvalChannels }),
    ...(lineOutput === undefined ? {} : { lineOutput }),
  });
  const closers: (() => Promise<unknown>)[] = [];
  const authorization = `Bearer ${key.text}`;
  const url = (path = '/mcp') => house.addresses.mcp.replace(/\/mcp$/, path);

  return {
    house,
    directory,
    key: key.text,
    keyId: key.id,
    logged,
    url,
    async edit(change) {
      const config = JSON.parse(await readFile(configPath, 'utf8')) as EditedConfig;
      change(config);
      await writeFile(configPath, JSON.stringify(config, undefined, 2));
    },
    async legacyClient(path) {
      const client = new LegacyClient({ name: 'legacy-test', version: '1.0.0' });
      const transport = new LegacyHttp(new URL(url(path)), { requestInit: { headers: { authorization } } });
      await client.connect(transport as never);
      closers.push(() => client.close());
      return client;
    },
    async modernClient(path) {
      const client = new ModernClient(
        { name: 'modern-test', version: '1.0.0' },
        { versionNegotiation: { mode: 'auto' } },
      );
      await client.connect(new ModernHttp(new URL(url(path)), { requestInit: { headers: { authorization } } }));
      closers.push(() => client.close());
      return client;
    },
    async post(body, { path, headers = {} } = {}) {
      const response = await fetch(url(path), {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? {} : (JSON.parse(text) as never),
      };
    },
    async activity() {
      for (const sink of house.gateway.current().telemetry) await sink.flush();
      const records: ActivityRecord[] = [];
      for (const { path } of await listSegments(join(directory, 'activity'))) {
        for await (const { text } of linesForward(path)) {
          const line = readLine(text);
          if (line?.kind === 'request') records.push(line);
        }
      }
      return records;
    },
    async stop() {
      for (const close of closers.splice(0)) await close().catch(() => undefined);
      await house.stop(3_000);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function givenKey(text: string) {
  return { text, id: text.split('_')[1] ?? '', hash: '' };
}

/** The configuration of a house of tests: one key, of one person in one project. */
export function firstConfig(
  key: { readonly id: string; readonly hash: string },
  { servers = {}, config = {} }: TestHouseOptions,
) {
  return {
    version: 1,
    configs: { main: { name: 'Main', servers } },
    projects: { demo: { name: 'Demo', configId: 'main', userIds: ['ada'] } },
    users: { ada: { name: 'Ada' } },
    keys: { [key.id]: { hash: key.hash, projectId: 'demo', userId: 'ada', createdAt: '2026-01-01T00:00:00Z' } },
    ...config,
  } satisfies GatewayConfigInput;
}

/** A `tools/call` as a legacy client sends it; `post` adds what HTTP needs. */
export function toolCall(name: string, args: JsonObject = {}, id: string | number = 1): JsonObject {
  return { jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } };
}

/** A request as a modern client sends it, with the headers that must say the same. */
export function modernRequest(method: string, params: JsonObject = {}, id: string | number = 1) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'raw-test', version: '1.0.0' },
  };
  const name = params['name'] ?? params['uri'];
  return {
    body: { jsonrpc: '2.0', id, method, params: { ...params, _meta } },
    headers: {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(typeof name === 'string' ? { 'mcp-name': name } : {}),
    },
  };
}

export async function eventually(check: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const until = Date.now() + withinMs;
  while (!(await check())) {
    if (Date.now() > until) throw new Error(`Not so within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The text of a tool result’s first block. */
export function textOf(result: unknown): string {
  return (result as { readonly content: readonly { readonly text: string }[] }).content[0]?.text ?? '';
}
