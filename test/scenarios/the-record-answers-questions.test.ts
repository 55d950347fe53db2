import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ActivityLine, ActivityPage, ActivityVerification } from '../../shared/model/activity-line';
import { openAdministration, openSecrets } from '../../main/compose';
import type { Replay } from '../../main/replay-activity';
import { runCli } from '../support/run-cli';
import { eventually, fixture, openTestHouse, type TestHouse } from '../support/test-house';
import { adminTokenOf } from '../support/admin-token';

let house: TestHouse | undefined;
const MASTER_KEY = randomBytes(32).toString('base64');

beforeEach(() => vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', MASTER_KEY));
afterEach(async () => {
  await house?.stop();
  house = undefined;
  vi.unstubAllEnvs();
});

const open = async (config: object = {}) =>
  (house = await openTestHouse({ servers: { rec: fixture('recording.mjs') }, config }));

const env = () => ({
  SECURE_MCP_GATEWAY_HOME: house?.directory ?? '',
  SECURE_MCP_GATEWAY_MASTER_KEY: MASTER_KEY,
});
const cli = (...argv: string[]) =>
  runCli(house?.directory ?? '', argv, { io: { env: env(), cwd: house?.directory ?? '' } });
const cliJson = async <T>(...argv: string[]): Promise<T> => JSON.parse((await cli(...argv, '--json')).stdout) as T;

async function api(one: TestHouse, path: string, init: RequestInit = {}): Promise<Response> {
  const { admin } = one.house.addresses;
  const token = adminTokenOf(one.directory);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return fetch(`${admin}/api/v1${path}`, { ...init, headers });
}
const data = async <T>(answer: Response): Promise<T> => ((await answer.json()) as { readonly data: T }).data;

async function calls(one: TestHouse, texts: readonly string[]) {
  const client = await one.legacyClient();
  for (const text of texts) await client.callTool({ name: 'rec__say', arguments: { text } });
}

describe('the record answers', () => {
  it('who called what and how it ended, page by page, over the API and at the command line', async () => {
    const one = await open({ guardrails: [{ name: 'g', use: 'custom-keyword', options: { words: ['sesame'] } }] });
    await calls(one, ['a', 'open sesame', 'b', 'c']);
    const first = await data<ActivityPage>(await api(one, '/activity?method=tools/call&limit=3'));
    expect(first.lines).toMatchObject([{ outcome: 'ok' }, { outcome: 'ok' }, { outcome: 'blocked' }]);
    const second = await data<ActivityPage>(await api(one, `/activity?method=tools/call&limit=3&cursor=${first.next}`));
    expect(second).toMatchObject({ lines: [{ outcome: 'ok' }] });
    const blocked = await cliJson<ActivityLine[]>(
      'activity',
      'list',
      '--outcome',
      'blocked',
      '--tool',
      'say',
      '--since',
      '1h',
    );
    expect(blocked).toMatchObject([{ keyId: one.keyId, server: 'rec', error: 'GUARD_004' }]);
    expect((await cli('activity', 'list', '--rule', 'custom-keyword')).stdout).toMatch(
      /tools\/call rec · say +blocked GUARD_004/,
    );
    const [line] = blocked as { readonly correlationId: string; readonly seq: number }[];
    expect(await cliJson('activity', 'show', line?.correlationId ?? '')).toEqual(line);
    expect(await cliJson('activity', 'show', String(line?.seq))).toEqual(line);
    expect((await cli('activity', 'list', '--outcome', 'nonsense')).code).toBe(2);
    const csv = (await cli('activity', 'export', '--format', 'csv', '--method', 'tools/call')).stdout;
    expect(csv.trimEnd().split('\r\n')).toHaveLength(5);
    expect(csv).toMatch(/^seq,at,kind,client[\s\S]*blocked,GUARD_004/);
    const jsonl = (await cli('activity', 'export', '--method', 'tools/call')).stdout.trimEnd().split('\n');
    expect(jsonl.map((text) => (JSON.parse(text) as { outcome: string }).outcome)).toEqual([
      'ok',
      'blocked',
      'ok',
      'ok',
    ]);
    await one.house.stop(1_000);
    expect(await cliJson('activity', 'list', '--outcome', 'blocked')).toEqual(blocked);
    expect((await cli('activity', 'verify')).stdout).toContain('The log fits together.');
  });

  it('as it happens', async () => {
    const one = await open();
    const status = (await (await api(one, '/status')).json()) as { readonly data: { readonly activity?: object } };
    expect(status.data.activity).toMatchObject({ state: 'ok', unsigned: expect.stringContaining('there is no vault') });
    const listeners = new Set<() => void>();
    const told: string[] = [];
    const io = {
      env: env(),
      onSignal: (listener: (signal: NodeJS.Signals) => void) => {
        const stop = () => listener('SIGINT');
        listeners.add(stop);
        return () => listeners.delete(stop);
      },
    };
    const { PassThrough } = await import('node:stream');
    const stdout = new PassThrough().on('data', (chunk: Buffer) => void told.push(chunk.toString()));
    const following = runCli(one.directory, ['activity', 'follow', '--server', 'rec', '--json'], {
      io: { ...io, stdout },
    });
    await eventually(() => listeners.size > 0);
    await eventually(async () => {
      await calls(one, ['live']);
      return told.join('').includes('"name":"say"');
    });
    for (const stop of listeners) stop();
    expect((await following).code).toBe(0);
  });

  it('who changed what: over the API, at the command line with and without a gateway, and by hand', async () => {
    const one = await open();
    const choice = { dataDirectory: one.directory, env: env() };
    await api(one, '/pauses', { method: 'POST', body: JSON.stringify({ target: { kind: 'server', server: 'rec' } }) });
    await api(one, '/pauses/nonsense', { method: 'DELETE' });
    const { keys } = await openAdministration(choice);
    const { id, key } = await keys.create({ name: 'for the record' });
    await (await openSecrets(choice)).set('SOME_TOKEN', 'a-value-that-nobody-may-see');
    await one.edit((config) => {
      config.configs['main']!.servers['other'] = { command: 'node', env: { PLAIN: 'not-for-the-record' } };
    });
    await eventually(
      async () => (await cliJson<ActivityLine[]>('activity', 'list', '--operation', 'config.apply')).length > 0,
    );
    await one.house.stop(1_000);
    await keys.disable(id);
    const lines = await cliJson<ActivityLine[]>('activity', 'list', '--kind', 'admin');
    const made = lines.toReversed().flatMap((line) => (line.kind === 'admin' ? [line] : []));
    expect(made.find(({ operation }) => operation === 'pauses.add')).toMatchObject({
      who: { kind: 'admin', id: 'token' },
    });
    expect(made.find(({ operation }) => operation === 'pauses.resume')).toMatchObject({
      target: 'nonsense',
      error: 'TOOL_002',
    });
    expect(made.find(({ operation }) => operation === 'keys.create')).toMatchObject({
      who: { kind: 'cli' },
      after: { id },
    });
    expect(made.find(({ operation }) => operation === 'secrets.set')).toMatchObject({
      target: 'SOME_TOKEN',
      after: { version: 1 },
    });
    expect(made.at(-1)).toMatchObject({
      operation: 'keys.disable',
      before: { state: 'active' },
      after: { state: 'disabled' },
    });
    const applied = made.filter(({ operation }) => operation === 'config.apply');
    expect(JSON.stringify(applied)).toContain('configs.main.servers.other');
    expect(JSON.stringify(lines)).not.toMatch(/not-for-the-record|a-value-that-nobody|"hash":"sha256/);
    expect(JSON.stringify(lines)).not.toContain(key);
    const report = await cliJson<ActivityVerification>('activity', 'verify');
    expect(report).toMatchObject({ ok: true, problems: [] });
  });

  it('with a signature where there is a vault, and finds what was changed', async () => {
    const one = await open();
    await (await openSecrets({ dataDirectory: one.directory, env: env() })).init({ source: 'environment' });
    await one.house.stop(1_000);
    const { openHouse } = await import('../../main/open-house');
    const options = { dataDirectory: one.directory, env: { ...process.env, TERM: 'dumb' }, mcpPort: 0, adminPort: 0 };
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const again = await openHouse({ ...options, log });
    await eventually(() => again.status().activity?.signedBy !== undefined);
    await again.stop(1_000);
    const report = await cliJson<ActivityVerification>('activity', 'verify');
    expect(report).toMatchObject({ ok: true, signatures: { trusted: 'vault', linesAfter: 0 } });
    const [name = ''] = (await readdir(join(one.directory, 'activity'))).filter((file) => file.endsWith('.jsonl'));
    const path = join(one.directory, 'activity', name);
    await writeFile(path, (await readFile(path, 'utf8')).replace('secrets.init', 'secrets.fake'));
    const changed = await cli('activity', 'verify');
    expect(changed.code).toBe(8);
    expect(changed.stdout).toContain('The log was changed');
  });
});

describe('content is kept', () => {
  const soon = () => new Date(Date.now() + 3_600_000).toISOString();
  const capture = (more: object = {}) => ({ activity: { capture: { until: soon(), ...more } } });

  it('not without a vault, which a start says, and not for longer than a week', async () => {
    await expect(open(capture())).rejects.toThrow(/activity\.capture: .* there is no vault/);
    const late = new Date(Date.now() + 8 * 86_400_000).toISOString();
    await expect(open({ activity: { capture: { until: late } } })).rejects.toThrow(/at most 7 days ahead/);
  });

  it('encrypted, of the calls that were named, as the judges let it pass; and judged anew by another policy', async () => {
    const one = await open({ policy: { detectors: { secrets: { action: 'redact' } } } });
    await (await openSecrets({ dataDirectory: one.directory, env: env() })).init({ source: 'environment' });
    await one.edit((config) => void Object.assign(config, capture({ servers: ['rec'], tools: ['say'] })));
    await eventually(() => one.house.status().activity?.capturingUntil !== undefined);
    const mail = ['a', 'da', '@example.com'].join('');
    const token = ['ghp_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('');
    await calls(one, [`write to ${mail}`, `token ${token}`, 'nothing at all']);
    const client = await one.legacyClient();
    await client.callTool({ name: 'rec__pid' });
    const kept = await cliJson<(ActivityLine & { correlationId: string; capture?: object })[]>(
      'activity',
      'list',
      '--method',
      'tools/call',
    );
    expect(kept.map((line) => line.capture !== undefined)).toEqual([false, true, true, true]);
    const folder = join(one.directory, 'activity', 'captures');
    const sealed = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'utf8')));
    expect(sealed.join('')).not.toMatch(/example\.com|nothing at all/);
    const shown = await cliJson<{ content: unknown }>('activity', 'show', kept[3]?.correlationId ?? '', '--content');
    expect(shown.content).toMatchObject({ arguments: { text: `write to ${mail}` } });
    const redacted = await cli('activity', 'show', kept[2]?.correlationId ?? '', '--content');
    expect(redacted.stdout).not.toContain(token);
    expect(await cliJson('activity', 'list', '--operation', 'activity.reveal')).toHaveLength(2);

    const policy = join(one.directory, 'config-stricter.json');
    const stricter = { detectors: { pii: { action: 'block', threshold: 0.1 }, secrets: { action: 'block' } } };
    await writeFile(policy, JSON.stringify(stricter));
    const replay = await cliJson<Replay>('activity', 'replay', '--policy', policy);
    expect(replay).toMatchObject({ calls: 4, differing: 2, fromContent: 3, undecided: 1 });
    expect(replay.different.map(({ was, wouldBe, from }) => [was, wouldBe, from])).toEqual([
      ['allow', 'block', 'content'],
      ['redact', 'block', 'content'],
    ]);
    await writeFile(policy, JSON.stringify({ detectors: { secrets: { action: 'off' } } }));
    const milder = await cliJson<Replay>('activity', 'replay', '--policy', policy);
    expect(milder).toMatchObject({ calls: 4, differing: 1, undecided: 0 });
    expect(milder.different).toMatchObject([{ was: 'redact', wouldBe: 'allow' }]);
    expect((await cli('activity', 'replay', '--policy', policy)).stdout).toMatch(/redact → allow +no more: /);
  });
});
