import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveAlone } from '../../../main/serve-alone';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smg-serve-alone-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Serves a client that says one thing and leaves; resolves with the exit code, its answer and what people were told. */
async function serve(desktop: string | undefined) {
  const [stdin, stdout, said] = [new PassThrough(), new PassThrough(), [] as string[]];
  stdin.end('{"jsonrpc":"2.0","id":7,"method":"initialize","params":{}}\n');
  const code = await serveAlone({
    dataDirectory: folder,
    env: {},
    desktop,
    stdin,
    stdout,
    say: (line) => void said.push(line),
    patienceMs: 300,
  });
  stdout.end();
  const answer = JSON.parse(await text(stdout)) as { id: number; error: { message: string } };
  return { code, id: answer.id, reason: answer.error.message, said };
}

async function desktopThat(does: string): Promise<string> {
  const path = join(folder, 'desktop');
  await writeFile(path, `#!/bin/sh\n${does}\n`, { mode: 0o755 });
  return path;
}

describe('serveAlone', () => {
  it('says where it looked when it knows of no desktop', async () => {
    const reason = `No gateway runs with the data directory ${folder}; start Secure MCP Gateway`;
    expect(await serve(undefined)).toMatchObject({ code: 1, id: 7, said: [reason] });
  });

  it('waits no longer than it may for a desktop that goes on starting, or has handed on to another', async () => {
    const { code, reason } = await serve(await desktopThat('exit 0'));
    expect([code, reason]).toEqual([1, expect.stringContaining('did not answer within 0.3 seconds') as string]);
  });

  it('does not wait for a desktop that fell', async () => {
    const { reason } = await serve(await desktopThat('kill -9 $$'));
    expect(reason).toContain('ended at once (SIGKILL)');
  });
});
