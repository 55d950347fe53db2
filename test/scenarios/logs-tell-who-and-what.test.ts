import { mkdir, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import { openRemoteGateway } from '../../main/admin-client';
import { createAdminKey, createGatewayKey } from '../../main/gateway/ports/gateway-key';
import { adminTokenOf } from '../support/admin-token';
import { eventually, fixture, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type Line = Readonly<Record<string, unknown>>;

interface LoggedHouse extends TestHouse {
  /** What was written to stdout. */
  readonly written: () => readonly Line[];
}

async function open(telemetry: readonly JsonObject[], more: object = {}): Promise<LoggedHouse> {
  let text = '';
  const house = await openTestHouse({
    servers: { friendly: { ...fixture('friendly.mjs'), toolTimeouts: { slow: 0.2 } } },
    lineOutput: { write: (part) => ((text += part), true), writableLength: 0 },
    config: { policy: { approvals: { ask: 'nothing' } }, telemetry: telemetry as never, ...more },
  });
  ends.push(() => house.stop());
  const written = () =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  return Object.assign(house, { written });
}

function call(house: TestHouse, name: string, args: JsonObject = {}, headers: Record<string, string> = {}) {
  const request = modernRequest('tools/call', { name: `friendly__${name}`, arguments: args });
  return house.post(request.body, { headers: { ...request.headers, ...headers } });
}

describe('the lines on stdout', () => {
  it('say whose request it was, however many run at once', async () => {
    const bob = createGatewayKey();
    const house = await open([{ use: 'stdout' }]);
    await house.edit((config) => {
      const { keys, projects } = config;
      const users = (config as unknown as { users: Record<string, object> }).users;
      users['bob'] = { name: 'Bob' };
      (projects as Record<string, object>)['other'] = { name: 'Other', configId: 'main', userIds: ['bob'] };
      const facts = { projectId: 'other', userId: 'bob', createdAt: '2026-01-01T00:00:00Z' };
      (keys as Record<string, object>)[bob.id] = { hash: bob.hash, ...facts };
    });
    const authorization = `Bearer ${bob.text}`;
    // The new key is known from here on.
    expect((await call(house, 'counter', {}, { authorization })).status).toBe(200);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? call(house, 'echo') : call(house, 'pid', {}, { authorization }),
      ),
    );
    const ended = house
      .written()
      .filter(({ event, method }) => event === 'request.ended' && method === 'tools/call')
      .slice(1);
    expect(ended).toHaveLength(20);
    expect(new Set(ended.map(({ custom_id }) => custom_id)).size).toBe(20);
    for (const line of ended) {
      const isBob = line['tool_name'] === 'pid';
      expect(line).toMatchObject({
        level: 'info',
        message: 'tools/call ok',
        server_name: 'friendly',
        project_id: isBob ? 'other' : 'demo',
        user_id: isBob ? 'bob' : 'ada',
        outcome: 'ok',
      });
      expect(String(line['trace_id'])).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it('say it too of what happens in the middle of a request', async () => {
    const house = await open([{ use: 'stdout' }]);
    const { body } = await call(house, 'slow', { steps: 9, stepMs: 100 });
    expect(JSON.stringify(body)).toContain('TOOL_004');
    const [warned, timedOut, ended] = house.written().filter(({ tool_name }) => tool_name === 'slow');
    const whose = { server_name: 'friendly', project_id: 'demo', user_id: 'ada', custom_id: ended!['custom_id'] };
    expect(warned).toMatchObject({
      event: 'timeout.escalated',
      escalation: 'warn',
      level: 'warn',
      limitMs: 200,
      ...whose,
    });
    expect(timedOut).toMatchObject({ event: 'timeout.escalated', escalation: 'timeout', level: 'error', ...whose });
    expect(ended).toMatchObject({ event: 'request.ended', level: 'error', outcome: 'timed-out', error: 'TOOL_004' });
    const token = adminTokenOf(house.directory);
    const { metrics } = await openRemoteGateway({ url: house.house.addresses.admin, token }).admin.timeouts.get({});
    expect(metrics['recent_escalations']).toMatchObject([
      { level: 'timeout', operation_type: 'tool_execution', limit_seconds: 0.2, label: 'friendly slow' },
      { level: 'warn', operation_type: 'tool_execution' },
    ]);
  });

  it('hold no arguments and no results, unless they are wanted, and then no secrets', async () => {
    const secret = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
    const args = { text: 'a private word', password: 'hunter2hunter2', note: `use ${secret}` };
    const silent = await open([{ use: 'stdout' }]);
    await call(silent, 'echo', args);
    expect(JSON.stringify(silent.written())).not.toMatch(/private word|hunter2|ghp_/);
    const telling = await open([{ use: 'stdout', options: { content: true } }]);
    await call(telling, 'echo', args);
    const line = telling.written().find(({ tool_name }) => tool_name === 'echo')!;
    expect(line['arguments']).toContain('a private word');
    expect(line['result']).toContain('a private word');
    expect(JSON.stringify(line)).not.toMatch(/hunter2hunter2|abcdefghijklmnop/);
  });

  it('mask secrets by name and by form, and leave out what is milder than wanted', async () => {
    const house = await open([{ use: 'stdout', options: { logLevel: 'warn' } }]);
    const { log } = house.house.gateway;
    log.info('mild');
    log.warn('Bearer abcdefghijklmnop.qrst went wrong', { apiKey: 'abcd', nested: { url: 'https://ada:pw@host/' } });
    await call(house, 'echo');
    expect(house.written()).toMatchObject([
      { level: 'warn', message: expect.stringMatching(/^Bearer \*{4}/) as string, apiKey: '****' },
    ]);
    expect(JSON.stringify(house.written())).not.toMatch(/abcdefgh|:pw@/);
  });
});

describe('the lines in a file', () => {
  it('are written in the background, turn over when the file is full, and are closed to others', async () => {
    const house = await open([{ use: 'file', options: { path: 'logs/gateway.log', maxBytes: 4_096, keep: 2 } }]);
    const directory = join(house.directory, 'logs');
    for (let round = 0; round < 40; round++) {
      await call(house, 'echo');
      if (round % 5 === 4) await house.house.gateway.current().telemetry.at(-1)!.flush();
    }
    const names = (await readdir(directory)).sort();
    expect(names).toEqual(['gateway.log', 'gateway.log.1', 'gateway.log.2']);
    for (const name of names) {
      const { size, mode } = await stat(join(directory, name));
      expect(size).toBeLessThanOrEqual(4_096);
      expect(mode & 0o077).toBe(0);
      for (const line of (await readFile(join(directory, name), 'utf8')).trimEnd().split('\n')) {
        expect(JSON.parse(line)).toHaveProperty('message');
      }
    }
  });

  it('wait while the file cannot be written, which is said once and stops nobody', async () => {
    const house = await open([{ use: 'file', options: { path: 'gateway.log' } }]);
    const path = join(house.directory, 'gateway.log');
    await rm(path, { force: true });
    await mkdir(path);
    for (let round = 0; round < 5; round++) expect((await call(house, 'echo')).status).toBe(200);
    const said = (words: string) => house.logged.filter((line) => line.includes(words));
    await eventually(() => said('A telemetry file cannot be written').length === 1);
    await call(house, 'echo');
    await rmdir(path);
    await eventually(() => said('A telemetry file can be written again').length === 1);
    expect(said('A telemetry file cannot be written')).toHaveLength(1);
    const lines = (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    expect(lines.filter(({ tool_name }) => tool_name === 'echo')).toHaveLength(6);
  });
});

describe('/metrics', () => {
  const ask = (house: TestHouse, headers: Record<string, string> = {}) =>
    fetch(`${house.house.addresses.admin}/metrics`, { headers });

  it('is for those who may look, and there while the configuration wants it', async () => {
    const viewer = createAdminKey();
    const facts = { hash: viewer.hash, role: 'viewer', createdAt: '2026-01-01T00:00:00Z' };
    const house = await open([{ use: 'prometheus' }], { adminKeys: { [viewer.id]: facts } });
    expect((await ask(house)).status).toBe(401);
    expect((await ask(house, { authorization: `Bearer ${house.key}` })).status).toBe(401);
    const shown = await ask(house, { authorization: `Bearer ${viewer.text}` });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    await house.edit((config) => Object.assign(config, { telemetry: [] }));
    await call(house, 'echo');
    expect((await ask(house, { authorization: `Bearer ${viewer.text}` })).status).toBe(404);
    await house.edit((config) =>
      Object.assign(config, { telemetry: [{ use: 'prometheus', options: { open: true } }] }),
    );
    await call(house, 'echo');
    expect((await ask(house)).status).toBe(200);
    expect((await ask(house, { origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('a provider that does not exist or is told nonsense', () => {
  it.each([
    [{ use: 'promethius' }, 'Did you mean "prometheus"'],
    [{ use: 'opentelemetry', options: { url: 'collector:4317' } }, 'must be an http or https URL'],
    [{ use: 'opentelemetry', options: { url: 'http://collector.example' } }, '"insecure": true'],
    [{ use: 'file', options: { paht: 'x' } }, 'paht'],
  ])('is refused with a clear sentence: %j', async (entry, words) => {
    await expect(open([entry])).rejects.toThrow(words);
  });
});
