import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createSecretRegistry } from '../../../../../main/gateway/known-secrets/known-secrets';
import type { Guardrail } from '../../../../../main/gateway/ports/guardrail';
import type { KnownSecrets } from '../../../../../main/gateway/ports/known-secrets';
import { local } from '../../../../../main/plugins/guardrail/local';
import { createRegistry } from '../../../../../main/plugins/registry';
import { pluginContext } from '../../../../support/plugin-context';

/** Finds what it was told at its start, whatever it is asked. */
const PROGRAM = `
  import { parentPort, workerData } from 'node:worker_threads';
  const findings = [{ message: workerData.bannedKeywords.join() }];
  parentPort.on('message', ({ id }) => parentPort.postMessage({ id, findings }));
`;
const OPTIONS = { bannedKeywords: ['wombat'] };
const NEVER = new AbortController().signal;

const cleanups: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function open(detectorWorkerPath?: string, knownSecrets?: KnownSecrets): Promise<Guardrail> {
  const more = detectorWorkerPath === undefined ? {} : { detectorWorkerPath };
  const known = knownSecrets === undefined ? {} : { knownSecrets };
  const context = pluginContext({ ...more, ...known, onDispose: (cleanup) => cleanups.push(cleanup) });
  return createRegistry([local]).create('guardrail', { use: 'local', options: OPTIONS }, context);
}

async function program(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'smg-local-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, 'program.mjs');
  await writeFile(path, PROGRAM);
  return path;
}

const inspect = (guardrail: Guardrail, content: unknown, request?: unknown) => {
  return guardrail.inspect({ phase: 'output', server: 's', method: 'tools/call', content, request }, NEVER);
};

const text = (length: number) => `wombat ${'one word or two '.repeat(length / 16)}`;
const FOUND_THERE = { action: 'report', findings: [{ message: 'wombat' }] };

describe('the detectors that ship', () => {
  it('answer at once about what is small', async () => {
    expect(inspect(await open(await program()), 'a wombat')).toMatchObject({
      action: 'report',
      findings: [{ detector: 'banned-keywords', start: 2, end: 8 }],
    });
  });

  it('answer what is small without being given time, and nothing else', async () => {
    const { inspectNow } = await open();
    const now = (content: unknown) => inspectNow?.({ phase: 'output', server: 's', method: 'tools/call', content });
    expect(now('a wombat')).toMatchObject({ findings: [{ detector: 'banned-keywords' }] });
    expect(now(text(5_000))).toBeUndefined();
  });

  it.each<[string, unknown, unknown]>([
    ['a long text', text(40_000), undefined],
    ['many texts', Array.from({ length: 3_000 }, () => 'a few words'), undefined],
    ['an answer to a long request', 'a few words', text(40_000)],
  ])('have %s judged in a thread, from the same options', async (_, content, request) => {
    const opinion = inspect(await open(await program()), content, request);
    expect(opinion).toBeInstanceOf(Promise);
    expect(await opinion).toEqual(FOUND_THERE);
  });

  it.each([
    ['no program for it', undefined],
    ['a program that is not there', '/nowhere/program.mjs'],
  ])('judge what is large by themselves where there is %s', async (_, path) => {
    const opinion = await inspect(await open(path), text(40_000));
    const found = 'findings' in opinion ? opinion.findings : [];
    expect(found.filter(({ detector }) => detector === 'banned-keywords')).toMatchObject([{ start: 0, end: 6 }]);
  });

  it('refuse to judge what is large when they have ended', async () => {
    const guardrail = await open(await program());
    for (const cleanup of cleanups.splice(0)) await cleanup();
    await expect(inspect(guardrail, text(40_000))).rejects.toMatchObject({ code: 'guardrail_unavailable' });
  });
});

describe('the secrets that the gateway has read', () => {
  const SECRET = 'ziggurat-78-Kestrel-walnut';
  const registry = createSecretRegistry();
  registry.learn('planted', SECRET);
  const foundIn = async (content: unknown, path?: string) => {
    const opinion = await inspect(await open(path, registry), content);
    return 'findings' in opinion ? opinion.findings.filter(({ rule }) => rule?.startsWith('vault-secret')) : [];
  };
  const finding = (at: string, start: number) => ({
    ...{ detector: 'secrets', rule: 'vault-secret-planted', severity: 'critical', score: 1 },
    ...{ message: 'the secret "planted"', at, start, end: start + SECRET.length },
  });

  it('are found in small content and in large, beside what the thread finds, which is never told of them', async () => {
    expect(await foundIn({ a: [`is ${SECRET}`] })).toEqual([finding('/a/0', 3)]);
    const large = `${text(40_000)}${SECRET}`;
    const expected = finding('/a/0', large.length - SECRET.length);
    expect(await foundIn({ a: [large] })).toEqual([expected]);
    const path = await program();
    expect(await foundIn({ a: [large] }, path)).toEqual([expected]);
    const opinion = await inspect(await open(path, registry), { a: [large] });
    expect(opinion).toMatchObject({ findings: [{ rule: 'vault-secret-planted' }, { message: 'wombat' }] });
  });

  it('are found wherever a long text is cut', async () => {
    const reach = registry.reach;
    for (const offset of [65_536 - reach - 5, 65_530, 65_536, 131_072 - reach, 2 * (65_536 - reach) - 3]) {
      const content = `${'-'.repeat(offset)}${SECRET}${'-'.repeat(80_000)}`;
      expect(await foundIn(content), String(offset)).toEqual([finding('', offset)]);
    }
  });

  it('are found in names of members, plain words too', async () => {
    const plain = createSecretRegistry();
    plain.learn('words', 'correcthorsebatterystaple');
    const opinion = await inspect(await open(undefined, plain), { a: { correcthorsebatterystaple: 1 } });
    expect(opinion).toMatchObject({
      findings: [{ rule: 'vault-secret-words', at: '/a/correcthorsebatterystaple', isKey: true }],
    });
  });

  it('are not looked for where the policy looks for no secrets', async () => {
    const guardrail = await open(undefined, registry);
    const inspection = { phase: 'output', server: 's', method: 'tools/call', content: SECRET } as const;
    const wanted = new Set(['pii'] as const);
    expect(guardrail.inspectNow?.({ ...inspection, wanted })).toEqual({ action: 'report', findings: [] });
    expect(JSON.stringify(guardrail.inspectNow?.(inspection))).toContain('vault-secret-planted');
  });

  it('cost nothing while there are none', async () => {
    const none: KnownSecrets = { reach: 0, match: () => expect.unreachable('nobody looks') };
    expect(JSON.stringify(await inspect(await open(undefined, none), `is ${SECRET}`))).not.toContain('vault-secret');
  });
});
