import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

it('shows newcomers every step, and each does what it says', async () => {
  const options = { cwd: ROOT, timeout: 60_000 };
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/demo.mjs'], options);
  expect(stdout).toContain('Every step did what it says');
}, 70_000);
