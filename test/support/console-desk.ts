import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { adminTokenOf } from './admin-token';
import { type AuthorizationServer, startAuthorizationServer } from './authorization-server';
import { buildConsole, type ConsoleBrowser, openConsoleBrowser } from './console-browser';
import { executable } from './console-stage';
import { MASTER_KEY } from './oauth-house';
import { type ProtectedServer, startProtectedServer } from './protected-server';
import { fixture, openTestHouse, type TestHouse } from './test-house';

export interface ConsoleDesk {
  readonly house: TestHouse;
  readonly browser: ConsoleBrowser;
  /** Signs in for people, as the browser of one would. */
  readonly authorization: AuthorizationServer;
  /** The file of a client on this machine. */
  readonly clientFile: string;
  /** What the gateway says over its admin API. */
  ask<T>(path: string, body?: object, method?: 'POST' | 'PUT'): Promise<T>;
}

interface Parts extends ConsoleDesk {
  readonly home: string;
  readonly protectedServer: ProtectedServer;
}

/** A gateway with a vault, a client in a home directory and a server that asks for a sign-in, for all tests of a file. */
export function setUpDesk(): () => ConsoleDesk {
  let parts: Parts | undefined;
  beforeAll(async () => {
    await buildConsole();
    parts = await openParts();
  });
  afterAll(async () => {
    await parts?.browser.close();
    await parts?.house.stop();
    await parts?.protectedServer.stop();
    await parts?.authorization.stop();
    if (parts !== undefined) await rm(parts.home, { recursive: true, force: true });
  });
  return () => parts!;
}

async function openParts(): Promise<Parts> {
  const home = await mkdtemp(join(tmpdir(), 'smg-desk-'));
  const clientFile = join(home, '.cursor/mcp.json');
  await mkdir(join(home, '.cursor'));
  await writeFile(clientFile, `${JSON.stringify({ mcpServers: { own: { command: 'true' } } }, undefined, 2)}\n`);
  const authorization = await startAuthorizationServer();
  const { authority } = authorization;
  const protectedServer = await startProtectedServer({ authorizationServers: [authorization], authority });
  const house = await openTestHouse({
    servers: {
      friendly: fixture('friendly.mjs'),
      whoami: { url: protectedServer.url, tls: { ca: authority.cert }, oauth: {} },
    },
    env: {
      HOME: home,
      SECURE_MCP_GATEWAY_MASTER_KEY: MASTER_KEY,
      // For whoever changes the key.
      SECURE_MCP_GATEWAY_NEW_MASTER_KEY: randomBytes(32).toString('base64'),
    },
  });
  const browser = await openConsoleBrowser(house, executable!);
  return {
    home,
    protectedServer,
    authorization,
    clientFile,
    house,
    browser,
    async ask<T>(path: string, body?: object, method: 'POST' | 'PUT' = 'POST') {
      const authorization = `Bearer ${adminTokenOf(house.directory)}`;
      const answer = await fetch(`${house.house.addresses.admin}/api/v1${path}`, {
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { method, body: JSON.stringify(body) }),
      });
      return ((await answer.json()) as { readonly data: T }).data;
    },
  };
}
