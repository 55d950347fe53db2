import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createConfigSource } from '../../../../main/gateway/config-source';
import type { GatewayConfig } from '../../../../shared/config/gateway-config';
import { recordingLogger } from '../../../support/recording-logger';

let folder: string;
let path: string;
const save = (name: string): void =>
  writeFileSync(path, JSON.stringify({ version: 1, users: { ada: { name } }, configs: {}, projects: {}, keys: {} }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-source-'));
  path = join(folder, 'config.json');
  save('first');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A source whose configurations are put in force when the test says so. */
function slowSource() {
  const applied: (string | undefined)[] = [];
  const waiting: (() => void)[] = [];
  const apply = async (config: GatewayConfig): Promise<void> => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    applied.push(config.users['ada']?.name);
  };
  const source = createConfigSource({ path, apply, log: recordingLogger([]) });
  const finish = async (): Promise<void> => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()!();
  };
  return { source, applied, finish };
}

it('is stale until what was edited is in force, for those who come in the meantime, too', async () => {
  const { source, applied, finish } = slowSource();
  expect(source.isStale()).toBe(false);
  save('second edit');
  expect(source.isStale()).toBe(true);
  const reading = source.reload();
  expect(source.isStale()).toBe(true);
  const alsoReading = source.reload();
  await finish();
  await Promise.all([reading, alsoReading]);
  expect(applied).toEqual(['second edit']);
  expect(source.isStale()).toBe(false);
});

it('sees an edit that is made while another one is put in force', async () => {
  const { source, applied, finish } = slowSource();
  save('second edit');
  const reading = source.reload();
  await finish();
  save('the third edit');
  await reading;
  expect(source.isStale()).toBe(true);
  const again = source.reload();
  await finish();
  await again;
  expect(applied).toEqual(['second edit', 'the third edit']);
  expect(source.isStale()).toBe(false);
});

it('keeps what is in force where an edit is broken, and is not asked to read it again', async () => {
  const { source, applied } = slowSource();
  writeFileSync(path, '{ "version": 1, ');
  await source.reload();
  expect([source.isStale(), applied, source.problems().length]).toEqual([false, [], 1]);
});
