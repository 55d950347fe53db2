import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { Disconnection, SignIn, TokenMetrics, TokenState } from '../../shared/model/oauth';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import { openHouse, type House } from '../../main/open-house';
import type { AuthorizationServer } from './authorization-server';
import type { Person } from './headless-person';
import { recordingLogger } from './recording-logger';
import { modernRequest } from './test-house';
import { adminTokenOf } from './admin-token';
import { textOfEverything } from './text-of-everything';

export interface OAuthHouseOptions {
  readonly server: AuthorizationServer;
  readonly servers: Readonly<Record<string, JsonObject>>;
  /** Further keys and users; there is ada. */
  readonly users?: readonly string[];
  /** Further members of the configuration. */
  readonly config?: JsonObject;
  /** Absent: a key of its own, in the environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/** How a call ended: the JSON text of a result, or what a client is told went wrong. */
export interface CallEnd {
  readonly value?: unknown;
  readonly failure?: string;
  readonly code?: string;
}

/** A person who connects a server, and which way they take. */
export interface Connecting extends Person {
  readonly device?: boolean;
  readonly user?: string;
  /** The browser runs elsewhere: its last address is carried here by hand. */
  readonly byHand?: boolean;
}

/** The whole gateway with its vault, clients of several users, and the people behind them. */
export interface OAuthHouse {
  readonly directory: string;
  /** Lines of the gateway’s log, over all restarts. */
  readonly logged: readonly string[];
  call(tool: string, args?: JsonObject, user?: string): Promise<CallEnd>;
  admin<T>(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly data: T }>;
  begin(server: string, options?: Connecting): Promise<SignIn>;
  /** Begins a sign-in, lets the person finish it, and waits for what became of it. */
  connect(server: string, options?: Connecting): Promise<SignIn>;
  disconnect(server: string, user?: string): Promise<Disconnection>;
  tokens(): Promise<readonly TokenState[]>;
  metrics(): Promise<TokenMetrics>;
  edit(change: (servers: Record<string, JsonObject>) => void): Promise<void>;
  /** The files stay: what follows finds no gateway that runs. */
  stopGateway(): Promise<void>;
  /** With another environment, if one is given. */
  restart(env?: NodeJS.ProcessEnv): Promise<void>;
  /** All that lies in the data directory. */
  files(): Promise<string>;
  stop(): Promise<void>;
}

export const MASTER_KEY = randomBytes(32).toString('base64');

export async function openOAuthHouse(options: OAuthHouseOptions): Promise<OAuthHouse> {
  const directory = await mkdtemp(join(tmpdir(), 'smg-oauth-'));
  const configPath = join(directory, 'config.json');
  const users = ['ada', ...(options.users ?? [])];
  const keys = new Map(users.map((user) => [user, createGatewayKey()]));
  await writeFile(configPath, JSON.stringify({ ...configOf(options.servers, keys), ...options.config }), {
    mode: 0o600,
  });
  const logged: string[] = [];
  const first = options.env ?? { ...process.env, SECURE_MCP_GATEWAY_MASTER_KEY: MASTER_KEY };
  const open = (env: NodeJS.ProcessEnv): Promise<House> =>
    openHouse({
      dataDirectory: directory,
      env: { ...env, TERM: 'dumb' },
      mcpPort: 0,
      adminPort: 0,
      log: recordingLogger(logged),
    });
  let house = await open(first);

  async function admin<T>(method: string, path: string, body?: unknown) {
    const token = adminTokenOf(directory);
    const response = await fetch(`${house.addresses.admin}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { readonly data?: T };
    return { status: response.status, data: (answer.data ?? answer) as T };
  }

  const begin = async (server: string, { device = false, user }: Connecting = {}): Promise<SignIn> => {
    const choice = { server, device, ...(user === undefined ? {} : { user }) };
    return (await admin<SignIn>('POST', '/oauth/sign-ins', choice)).data;
  };

  return {
    directory,
    logged,
    admin,
    begin,
    async call(tool, args = {}, user = 'ada') {
      const { body, headers } = modernRequest('tools/call', { name: tool, arguments: args });
      const response = await fetch(house.addresses.mcp, {
        method: 'POST',
        headers: {
          ...headers,
          authorization: `Bearer ${keys.get(user)?.text}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify(body),
      });
      return endOf(await response.text());
    },
    async connect(server, how = {}) {
      const begun = await begin(server, how);
      if (begun.state !== 'waiting' || begun.url === undefined) return begun;
      if (how.device === true) await options.server.approveDevice(begun.url, begun.userCode ?? '', how);
      else if (how.byHand === true) {
        const address = (await options.server.signIn(begun.url, how)).href;
        await admin('POST', `/oauth/sign-ins/${begun.id}/answer`, { address });
      } else await options.server.signInAndReturn(begun.url, how);
      return untilOver(() => admin<SignIn>('GET', `/oauth/sign-ins/${begun.id}`));
    },
    async disconnect(server, user) {
      const choice = { server, ...(user === undefined ? {} : { user }) };
      return (await admin<Disconnection>('POST', '/oauth/tokens/disconnect', choice)).data;
    },
    tokens: async () => (await admin<readonly TokenState[]>('GET', '/oauth/tokens')).data,
    metrics: async () => (await admin<TokenMetrics>('GET', '/oauth/metrics')).data,
    async edit(change) {
      const config = JSON.parse(await readFile(configPath, 'utf8')) as ReturnType<typeof configOf>;
      change(config.configs.main.servers);
      await writeFile(configPath, JSON.stringify(config));
    },
    stopGateway: () => house.stop(3_000),
    async restart(env = first) {
      await house.stop(3_000);
      house = await open(env);
    },
    files: () => textOfEverything(directory),
    async stop() {
      await house.stop(3_000);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function configOf(
  servers: Readonly<Record<string, JsonObject>>,
  keys: ReadonlyMap<string, { id: string; hash: string }>,
) {
  const all = [...keys];
  return {
    version: 1,
    configs: { main: { name: 'Main', servers: { ...servers } as Record<string, JsonObject> } },
    projects: { demo: { name: 'Demo', configId: 'main', userIds: all.map(([user]) => user) } },
    users: Object.fromEntries(all.map(([user]) => [user, { name: user }])),
    keys: Object.fromEntries(
      all.map(([userId, { id, hash }]) => [id, { hash, projectId: 'demo', userId, createdAt: '2026-01-01T00:00:00Z' }]),
    ),
  };
}

/** Reads a JSON answer, or the last event of a stream. */
function endOf(text: string): CallEnd {
  const data = text.startsWith('{') ? text : (text.split('\n').findLast((line) => line.startsWith('data:')) ?? '');
  const answer = JSON.parse(data.replace(/^data:/, '')) as {
    readonly error?: { readonly message: string; readonly data?: JsonObject };
    readonly result?: { readonly isError?: boolean; readonly content?: readonly { readonly text: string }[] };
  };
  if (answer.error !== undefined) {
    const told = answer.error.data?.['secure-mcp-gateway/error'] as { readonly code?: string } | undefined;
    return { failure: answer.error.message, ...(told?.code === undefined ? {} : { code: told.code }) };
  }
  const said = answer.result?.content?.map(({ text: one }) => one).join('\n') ?? '';
  if (answer.result?.isError === true) return { failure: said };
  return { value: JSON.parse(said) };
}

async function untilOver(ask: () => Promise<{ readonly data: SignIn }>): Promise<SignIn> {
  for (let tries = 0; tries < 200; tries++) {
    const { data } = await ask();
    if (data.state !== 'waiting') return data;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The sign-in still waits after 10 s');
}
