import { once } from 'node:events';
import { connect } from 'node:net';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdminServer, type AdminServer } from '../../../../main/admin/http-server';
import type { Logger } from '../../../../main/gateway/ports/logger';
import type { ErrorObject } from '../../../../shared/errors/error-object';
import { GATEWAY_STATUS } from '../../../support/gateway-status';

const TOKEN = 'admin-token-for-tests';

interface Answer {
  readonly code: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

let directory: string;
let server: AdminServer;
let statusFails = false;
const logged: string[] = [];

/** Sends exactly these headers; fetch would set `Host` by itself. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', port = server.port): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('end', () => resolve({ code: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const errorOf = (answer: Answer): ErrorObject['error'] => (JSON.parse(answer.text) as ErrorObject).error;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'console-'));
  await mkdir(join(directory, 'console/assets'), { recursive: true });
  await writeFile(join(directory, 'console/index.html'), '<!doctype html><title>Console</title>');
  await writeFile(join(directory, 'console/assets/app-1a2b.js'), 'export {};');
  await writeFile(join(directory, 'console/assets/app-1a2b.js.map'), '{}');
  await writeFile(join(directory, 'secret.txt'), 'not for the console');
  const quiet = (message: string): void => void logged.push(message);
  const log: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  server = await createAdminServer({
    host: '127.0.0.1',
    port: 0,
    token: TOKEN,
    status: () => {
      if (statusFails) throw new Error('secret detail');
      return GATEWAY_STATUS;
    },
    assetsDirectory: join(directory, 'console'),
    allowedHosts: ['Gateway.Example.com'],
    allowedOrigins: ['https://console.example.com'],
    log,
  });
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

describe('health', () => {
  it('is open and says little', async () => {
    const answer = await ask('/health');
    expect(answer.code).toBe(200);
    expect(JSON.parse(answer.text)).toEqual({ status: 'ok', version: '9.8.7' });
  });
});

describe('the API', () => {
  it('answers whoever holds the token', async () => {
    const answer = await ask('/api/v1/status', { authorization: `Bearer ${TOKEN}` });
    expect(answer.code).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(JSON.parse(answer.text)).toMatchObject({ message: 'OK', data: GATEWAY_STATUS });
  });

  it('asks for a token when there is none', async () => {
    const answer = await ask('/api/v1/status');
    expect(answer.code).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
    expect(errorOf(answer)).toMatchObject({ code: 'AUTH_009', name: 'unauthenticated' });
  });

  it.each(['Bearer wrong', `Bearer ${TOKEN}x`, 'bearer ' + TOKEN.slice(1)])('refuses %s', async (authorization) => {
    const answer = await ask('/api/v1/status', { authorization });
    expect(answer.code).toBe(401);
    expect(errorOf(answer)).toMatchObject({ code: 'AUTH_001', name: 'invalid_credentials' });
    expect(answer.text).not.toContain(TOKEN);
  });

  it('does not take the token from the address', async () => {
    expect((await ask(`/api/v1/status?token=${TOKEN}`)).code).toBe(401);
  });

  it('says which methods it answers', async () => {
    const answer = await ask('/api/v1/status', { authorization: `Bearer ${TOKEN}` }, 'DELETE');
    expect(answer.code).toBe(405);
    expect(answer.headers['allow']).toBe('GET, HEAD');
    expect(errorOf(answer).message).toBe('/api/v1/status answers GET, HEAD, not DELETE');
  });

  it('keeps the reason of a bug to itself, and logs it', async () => {
    statusFails = true;
    const answer = await ask('/api/v1/status', { authorization: `Bearer ${TOKEN}` });
    statusFails = false;
    expect(answer.code).toBe(500);
    expect(errorOf(answer).code).toBe('SYS_001');
    expect(answer.text).not.toContain('secret detail');
    expect(logged).toContain('An admin request went wrong');
  });
});

describe('host and origin', () => {
  it.each([
    [{ host: 'attacker.example' }, 403],
    [{ host: '127.0.0.1.attacker.example:8001' }, 403],
    [{ host: 'localhost:8001' }, 200],
    [{ host: '[::1]:8001' }, 200],
    [{ host: 'gateway.example.com' }, 200],
    [{ origin: 'https://attacker.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://localhost:5173' }, 200],
    [{ origin: 'https://console.example.com' }, 200],
    [{ origin: 'http://console.example.com' }, 403],
  ])('%o gets %i', async (headers, code) => {
    const answer = await ask('/health', headers as Record<string, string>);
    expect(answer.code).toBe(code);
    if (code === 403) expect(errorOf(answer).name).toBe('forbidden_origin');
  });
});

describe('the console', () => {
  it('comes with a strict content policy', async () => {
    const answer = await ask('/');
    expect(answer.code).toBe(200);
    expect(answer.text).toContain('<title>Console</title>');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(answer.headers['strict-transport-security']).toBeUndefined();
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it('lets browsers keep what carries a hash', async () => {
    const answer = await ask('/assets/app-1a2b.js');
    expect(answer.headers['content-type']).toMatch(/^text\/javascript/);
    expect(answer.headers['cache-control']).toContain('immutable');
  });

  it.each(['/nowhere', '/../secret.txt', '/..%2fsecret.txt', '/assets/app-1a2b.js.map', '/%zz'])(
    'has nothing at %s',
    async (path) => {
      const answer = await ask(path);
      expect([400, 404]).toContain(answer.code);
      expect(errorOf(answer).code).toMatch(/^(HTTP_008|RPC_002)$/);
      expect(answer.text).not.toContain('not for the console');
    },
  );

  it('may be absent', async () => {
    const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
    const needs = { host: '127.0.0.1', port: 0, token: TOKEN, status: () => GATEWAY_STATUS, log: silent };
    const plain = await createAdminServer({ ...needs, assetsDirectory: join(directory, 'missing') });
    const answer = await ask('/', {}, 'GET', plain.port);
    await plain.close();
    expect(answer.code).toBe(404);
  });
});

describe('listening', () => {
  it('ends at once, also where somebody has connected and never asked anything', async () => {
    const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
    const needs = { host: '127.0.0.1', port: 0, token: TOKEN, status: () => GATEWAY_STATUS, log: silent };
    const own = await createAdminServer(needs);
    const socket = connect(own.port, '127.0.0.1');
    await once(socket, 'connect');
    const gone = once(socket, 'close');
    await own.close();
    await gone;
  });

  it('lets the caller see that the port is taken', async () => {
    const log: Logger = { debug() {}, info() {}, warn() {}, error() {} };
    const needs = { host: '127.0.0.1', port: server.port, token: TOKEN, status: () => GATEWAY_STATUS, log };
    await expect(createAdminServer(needs)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('ends while a browser keeps its connection', async () => {
    const log: Logger = { debug() {}, info() {}, warn() {}, error() {} };
    const other = await createAdminServer({
      host: '127.0.0.1',
      port: 0,
      token: TOKEN,
      status: () => GATEWAY_STATUS,
      log,
    });
    await fetch(`http://127.0.0.1:${other.port}/health`).then((answer) => answer.text());
    const startedAt = Date.now();
    await other.close();
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('slows down whoever asks without end', async () => {
    const log: Logger = { debug() {}, info() {}, warn() {}, error() {} };
    const other = await createAdminServer({
      host: '127.0.0.1',
      port: 0,
      token: TOKEN,
      status: () => GATEWAY_STATUS,
      log,
    });
    const codes: number[] = [];
    for (let asked = 0; asked < 620; asked += 20) {
      const round = Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${other.port}/health`));
      for (const answer of await Promise.all(round)) {
        codes.push(answer.status);
        await answer.arrayBuffer();
      }
    }
    await other.close();
    expect(codes.slice(0, 500).every((code) => code === 200)).toBe(true);
    expect(codes.filter((code) => code === 429).length).toBeGreaterThan(0);
  });
});
