import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Guardrail } from '../../../../../main/gateway/ports/guardrail';
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

async function open(detectorWorkerPath?: string): Promise<Guardrail> {
  const more = detectorWorkerPath === undefined ? {} : { detectorWorkerPath };
  const context = pluginContext({ ...more, onDispose: (cleanup) => cleanups.push(cleanup) });
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
