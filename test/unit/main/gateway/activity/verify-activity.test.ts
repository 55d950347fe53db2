import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../../../main/gateway/activity/chain';
import { openSigner, vaultFingerprint } from '../../../../../main/gateway/activity/signing-key';
import { verifyActivity } from '../../../../../main/gateway/activity/verify-activity';
import { activityRecord, logBench, memoryRecords } from '../../../../support/activity-log';

/** A log of ten records between signed checkpoints, and a way to change its file. */
async function signedLog() {
  const bench = logBench();
  const log = await bench.open({}, { signed: true });
  await expect.poll(() => log.health().signedBy).toBeDefined();
  for (let n = 1; n <= 10; n += 1) log.record(activityRecord({ name: `tool${n}` }));
  await log.close();
  const [file = ''] = (await readdir(bench.directory)).filter((name) => name.endsWith('.jsonl'));
  const path = join(bench.directory, file);
  const fingerprint = await vaultFingerprint(bench.records);
  return {
    ...bench,
    fingerprint,
    async tamper(change: (lines: string[]) => string[]) {
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      await writeFile(path, `${change(lines).join('\n')}\n`);
    },
    verify: (more = {}) => verifyActivity({ directory: bench.directory, vaultKey: fingerprint, ...more }),
  };
}

const kindsOf = ({ problems }: Awaited<ReturnType<typeof verifyActivity>>) => problems.map(({ kind }) => kind);

/** What somebody would do who knows how the chain is made, and has no key. */
function rechained(lines: readonly string[]): string[] {
  let previous = '';
  return lines.map((line) => {
    const next = line.replace(/"previous":"[0-9a-f]*"/, `"previous":"${previous}"`);
    previous = hashOf(next);
    return next;
  });
}

describe('verifyActivity', () => {
  it('finds nothing wrong with a log that nobody touched', async () => {
    const log = await signedLog();
    expect(await log.verify()).toMatchObject({
      ok: true,
      lines: 12,
      problems: [],
      notes: [],
      signatures: { valid: 2, keys: [log.fingerprint], trusted: 'vault', linesAfter: 0 },
    });
  });

  it.each([
    ['edited', (lines: string[]) => lines.with(4, lines[4]!.replace('tool4', 'tool9')), 5],
    ['removed', (lines: string[]) => lines.toSpliced(4, 1), 4],
    ['put in', (lines: string[]) => lines.toSpliced(4, 0, lines[3]!), 4],
  ])('finds a line that was %s', async (_, change, index) => {
    const log = await signedLog();
    await log.tamper(change);
    const report = await log.verify();
    expect(report.ok).toBe(false);
    expect(report.problems[0]).toMatchObject({ kind: 'broken-link', line: index + 1 });
  });

  it('finds lines that changed places', async () => {
    const log = await signedLog();
    await log.tamper((lines) => lines.with(4, lines[5]!).with(5, lines[4]!));
    expect(kindsOf(await log.verify())).toContain('broken-link');
  });

  it('finds any single change of any line', async () => {
    const log = await signedLog();
    const [file = ''] = (await readdir(log.directory)).filter((name) => name.endsWith('.jsonl'));
    const whole = await readFile(join(log.directory, file), 'utf8');
    for (let at = 0; at < whole.length - 1; at += 37) {
      const other = whole[at] === 'x' ? 'y' : 'x';
      await writeFile(join(log.directory, file), whole.slice(0, at) + other + whole.slice(at + 1));
      expect(await log.verify(), `changed at ${at}`).toMatchObject({ ok: false });
    }
  });

  it('finds what was changed and chained anew, since nobody else can sign', async () => {
    const log = await signedLog();
    await log.tamper((lines) => rechained(lines.with(4, lines[4]!.replace('tool4', 'tool9'))));
    expect(kindsOf(await log.verify())).toEqual(expect.arrayContaining(['signature', 'truncated']));
  });

  it('finds a log that was signed with another key', async () => {
    const log = await signedLog();
    const stranger = logBench();
    const other = await stranger.open({}, { signed: true });
    await expect.poll(() => other.health().signedBy).toBeDefined();
    other.record(activityRecord());
    await other.close();
    await openSigner(memoryRecords(), stranger.directory);
    const report = await verifyActivity({ directory: stranger.directory, vaultKey: log.fingerprint });
    expect(kindsOf(report)).toEqual(['key']);
    expect(await verifyActivity({ directory: stranger.directory })).toMatchObject({
      ok: true,
      notes: [expect.stringContaining('Nobody vouches')],
      signatures: { trusted: 'nobody' },
    });
  });

  it('finds lines that were cut off at the end', async () => {
    const log = await signedLog();
    await log.tamper((lines) => lines.slice(0, -1));
    expect(kindsOf(await log.verify())).toEqual(['truncated']);
  });

  it('cannot tell an older state as a whole from the newest, unless somebody noted a line', async () => {
    const log = await signedLog();
    const noted = (await log.verify()).end;
    const state = await Promise.all(
      (await readdir(log.directory)).map(async (name) => [name, await readFile(join(log.directory, name))] as const),
    );
    const next = await log.open({}, { signed: true });
    next.record(activityRecord());
    await next.close();
    const later = (await log.verify()).end;
    for (const [name, bytes] of state) await writeFile(join(log.directory, name), bytes);
    expect(await log.verify()).toMatchObject({ ok: true });
    expect(await log.verify({ expect: `${noted?.seq}:${noted?.hash}` })).toMatchObject({ ok: true });
    expect(kindsOf(await log.verify({ expect: `${later?.seq}:${later?.hash}` }))).toEqual(['truncated']);
  });
});
