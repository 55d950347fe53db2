import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConfigWatch } from '../../../../../main/gateway/config/config-watch';

let directory: string;
let path: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'smg-watch-'));
  path = join(directory, 'config.json');
  writeFileSync(path, '{"version":1}');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('createConfigWatch', () => {
  it('sees a change once, until it is accepted', () => {
    const watch = createConfigWatch(path);
    expect(watch.hasChanged()).toBe(false);
    writeFileSync(path, '{"version":1,"users":{}}');
    expect(watch.hasChanged()).toBe(true);
    expect(watch.hasChanged()).toBe(true);
    watch.accept();
    expect(watch.hasChanged()).toBe(false);
  });

  it('sees a file of the same size that was put in its place', () => {
    const watch = createConfigWatch(path);
    writeFileSync(join(directory, 'new'), '{"version":2}');
    renameSync(join(directory, 'new'), path);
    expect(watch.hasChanged()).toBe(true);
  });

  it('counts a vanished file, and its return, as changes', () => {
    const watch = createConfigWatch(path);
    rmSync(path);
    expect(watch.hasChanged()).toBe(true);
    watch.accept();
    expect(watch.hasChanged()).toBe(false);
    writeFileSync(path, '{}');
    expect(watch.hasChanged()).toBe(true);
  });

  it('is cheap enough to be asked per request', () => {
    const watch = createConfigWatch(path);
    const started = performance.now();
    for (let i = 0; i < 1_000; i += 1) watch.hasChanged();
    expect((performance.now() - started) / 1_000).toBeLessThan(0.5);
  });
});
