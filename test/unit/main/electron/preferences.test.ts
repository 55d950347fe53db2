import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPreferences } from '../../../../main/electron/preferences';
import { recordingLogger } from '../../../support/recording-logger';

describe('what the desktop remembers', () => {
  let folder = '';
  let logged: string[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'smg-preferences-'));
    logged = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const open = () => openPreferences(join(folder, 'desktop/preferences.json'), recordingLogger(logged));

  it('is nothing at first, and is found again', async () => {
    expect(open().get()).toEqual({
      places: {},
      quitsWithoutAsking: false,
      wasToldOfClosing: false,
      alertBy: 'window',
    });
    open().set({ quitsWithoutAsking: true });
    open().set({ appearance: '{"scheme":"dark"}' });
    expect(open().get()).toMatchObject({ quitsWithoutAsking: true, appearance: '{"scheme":"dark"}' });
    expect(logged).toEqual([]);
    expect((await stat(join(folder, 'desktop/preferences.json'))).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '[]', '{"places":1}'])('is nothing where the file says %s, and that is said', async (text) => {
    open().set({ quitsWithoutAsking: true });
    await writeFile(join(folder, 'desktop/preferences.json'), text);
    expect(open().get().quitsWithoutAsking).toBe(false);
    expect(logged.join()).toContain('cannot be read');
  });

  it('is lost without harm where nothing can be written', async () => {
    await writeFile(join(folder, 'desktop'), 'in the way');
    const preferences = open();
    preferences.set({ quitsWithoutAsking: true });
    expect(preferences.get().quitsWithoutAsking).toBe(true);
    expect(logged.join()).toContain('not remembered');
    expect(await readFile(join(folder, 'desktop'), 'utf8')).toBe('in the way');
  });
});
