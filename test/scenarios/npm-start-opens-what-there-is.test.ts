import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtFile } from '../support/built-file';

const START = resolve(import.meta.dirname, '../../scripts/start.mjs');
const ROOT = resolve(import.meta.dirname, '../..');
const TO_GET_IT = 'the Electron binary is not installed. To get it: npx install-electron\n';

let folder: string;
beforeAll(async () => {
  await builtFile('headless.js');
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smg-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Started {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs what `npm start` runs until it has ended; one that serves is told to stop as soon as it does. */
function start(words: readonly string[], env: Record<string, string>): Promise<Started> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [START, ...words], {
    env: { PATH, HOME: folder, ELECTRON_OVERRIDE_DIST_PATH: folder, ...env },
  });
  let [out, err] = ['', ''];
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  child.stdout.on('data', (part: Buffer) => {
    out += part.toString();
    if (out.endsWith('\n}\n')) child.kill('SIGTERM');
  });
  return new Promise((done) => child.once('close', (code) => done({ code, out, err })));
}

const serving = ['--data-dir', 'data', '--port', '0', '--admin-port', '0', '--json'];
const inFolder = (): readonly string[] => serving.map((word) => (word === 'data' ? join(folder, word) : word));
const withElectron = () =>
  writeFile(join(folder, 'electron'), '#!/bin/sh\nprintf "%s\\n" "$@"\nexit 7\n', { mode: 0o755 });

// The name of the program differs elsewhere, and there is always a display.
describe.runIf(process.platform === 'linux')('npm start', () => {
  it('opens the desktop where there is one, and hands on what it was told', async () => {
    await withElectron();
    const { code, out, err } = await start(['--hidden', '--data-dir', '/x y'], { DISPLAY: ':7' });
    expect([code, out.trim().split('\n'), err]).toEqual([7, [ROOT, '--hidden', '--data-dir', '/x y'], '']);
  });

  it('runs without a window where there is no desktop, and says how to get it', async () => {
    const { code, out, err } = await start(['--hidden', ...inFolder()], { DISPLAY: ':7' });
    expect([code, err.startsWith(`Running headless: ${TO_GET_IT}`)]).toEqual([0, true]);
    expect((JSON.parse(out) as { consoleUrl: string }).consoleUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
  });

  it.each([
    { why: 'there is no display', words: [], env: {} },
    { why: 'as asked', words: ['--headless'], env: { WAYLAND_DISPLAY: 'wayland-0' } },
  ])('runs without a window when $why', async ({ why, words, env }) => {
    await withElectron();
    const { code, out, err } = await start([...words, ...inFolder()], env);
    expect([code, err.split('\n')[0]]).toEqual([0, `Running headless: ${why}`]);
    expect(out).toContain('"consoleUrl"');
  });
});
