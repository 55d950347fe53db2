import { appendFileSync, chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLoginShellPath } from '../../../../../main/gateway/upstream/login-shell-path';

function shell(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'shell');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  appendFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
}

describe('the PATH of a login shell', () => {
  it('is asked for once, and read from between greetings', async () => {
    const file = shell('echo "Welcome!"; echo . >> "$0.calls"; PATH=/login/bin; shift; eval "$1"; echo bye');
    const askPath = createLoginShellPath(file);
    expect(await Promise.all([askPath(), askPath()])).toEqual(['/login/bin', '/login/bin']);
    expect(readFileSync(`${file}.calls`, 'utf8')).toBe('.\n');
  });

  it('is unknown when the shell fails or is not there', async () => {
    expect(await createLoginShellPath(shell('exit 1'))()).toBeUndefined();
    expect(await createLoginShellPath('/no/such/shell')()).toBeUndefined();
    expect(await createLoginShellPath('')()).toBeUndefined();
  });

  it('comes from a real shell', async () => {
    expect(await createLoginShellPath('/bin/bash')()).toContain('/bin');
  });
});
