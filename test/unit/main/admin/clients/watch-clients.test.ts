import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ClientChange, type ClientWatch, watchClients } from '../../../../../main/admin/clients/watch-clients';
import type { InspectedClient } from '../../../../../main/admin/clients/inspect-client';
import { recordingLogger } from '../../../../support/recording-logger';

let directory: string;
let watch: ClientWatch | undefined;
const told: ClientChange[] = [];
const file = () => join(directory, 'mcp.json');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'smg-watch-'));
  told.length = 0;
});
afterEach(async () => {
  watch?.stop();
  await rm(directory, { recursive: true, force: true });
});

/** One client whose file is its state. */
async function seen(): Promise<readonly InspectedClient[]> {
  const state = (await readFile(file(), 'utf8')) as InspectedClient['state'];
  const definition = { id: 'cursor', title: 'Cursor' };
  return [{ definition, state, files: [], record: { files: { [file()]: {} } } } as unknown as InspectedClient];
}

const begin = (connected: () => Promise<readonly InspectedClient[]>): void => {
  const onChange = (change: ClientChange) => void told.push(change);
  watch = watchClients({ clients: { connected }, notes: join(directory, 'notes'), log: recordingLogger([]), onChange });
};

it('tells what becomes of an entry', async () => {
  await writeFile(file(), 'connected');
  begin(seen);
  await watch?.ready;
  await writeFile(file(), 'entry-removed');
  await expect.poll(() => told.map(({ state }) => state)).toEqual(['connected', 'entry-removed']);
});

it('misses nothing that happens between its first look and its watching', async () => {
  await writeFile(file(), 'connected');
  begin(async () => {
    const found = await seen();
    if (told.length === 0) await writeFile(file(), 'stale');
    return found;
  });
  await expect.poll(() => told.map(({ state }) => state)).toEqual(['connected', 'stale']);
});
