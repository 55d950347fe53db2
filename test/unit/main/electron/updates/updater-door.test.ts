import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppImageUpdater } from 'electron-updater';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openUpdaterDoor, type UpdaterEvent } from '../../../../../main/electron/updates/updater-door';
import { recordingLogger } from '../../../../support/recording-logger';
import { installedProgram, NodeHttp, openUpdateFeed, type UpdateFeed } from '../../../../support/update-feed';
import { until } from '../../../../electron-host/until';

/** What a program may be: it runs, and ends. */
const NEWER = Buffer.from('#!/bin/sh\n# newer\nexit 0\n');

let folder: string;
let feed: UpdateFeed;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smg-update-'));
  feed = await openUpdateFeed();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await feed.close();
  await rm(folder, { recursive: true, force: true });
});

/** The real updater for AppImages, on a feed of this machine. */
async function open() {
  const appImage = join(folder, 'Gateway.AppImage');
  await writeFile(appImage, 'older', { mode: 0o755 });
  vi.stubEnv('APPIMAGE', appImage);
  await writeFile(join(folder, 'app-update.yml'), 'updaterCacheDirName: gateway-updater\n');
  const program = installedProgram(folder);
  const updater = new AppImageUpdater(null, program);
  Object.assign(updater, { httpExecutor: new NodeHttp() });
  updater.setFeedURL({ provider: 'generic', url: feed.url });
  updater.disableDifferentialDownload = true;
  const events: UpdaterEvent[] = [];
  const door = openUpdaterDoor(updater, { log: recordingLogger([]), tell: (event) => void events.push(event) });
  const event = (kind: UpdaterEvent['kind']) =>
    until(`the event ${kind}`, () => events.find((one) => one.kind === kind));
  return { door, events, event, program, appImage };
}

describe('the updater, on a real feed', () => {
  it('downloads what is newer by itself, and puts it in when the program ends', async () => {
    feed.offer({ version: '1.4.0', program: NEWER, notes: '<h1>New</h1>\n<script>alert(1)</script>Faster.' });
    const { door, event, program, appImage } = await open();
    await door.check();
    expect(await event('found')).toEqual({ kind: 'found', version: '1.4.0' });
    expect(await event('downloaded')).toEqual({ kind: 'downloaded', version: '1.4.0', notes: 'New\nalert(1)Faster.' });
    expect(await readFile(appImage, 'utf8')).toBe('older');
    program.end();
    expect(await readFile(appImage)).toEqual(NEWER);
    expect((await stat(appImage)).mode & 0o111).not.toBe(0);
  });

  it.each(['1.0.0', '0.9.0'])('leaves %s alone', async (version) => {
    feed.offer({ version, program: NEWER });
    const { door, event, events } = await open();
    await door.check();
    await event('none');
    expect(events).toHaveLength(1);
    expect(feed.asked).toEqual(['/latest-linux.yml']);
  });

  it('refuses a file that is not what the feed says', async () => {
    feed.offer({ version: '1.4.0', program: NEWER, sha512: Buffer.alloc(64).toString('base64') });
    const { door, event, events, program, appImage } = await open();
    await door.check();
    expect(await event('failed')).toMatchObject({ why: expect.stringContaining('sha512 checksum mismatch') });
    program.end();
    expect(events.some(({ kind }) => kind === 'downloaded')).toBe(false);
    expect(await readFile(appImage, 'utf8')).toBe('older');
  });

  it('says that there is no feed, and goes on', async () => {
    const { door, event } = await open();
    await door.check();
    expect(await event('failed')).toMatchObject({ why: expect.stringContaining('latest-linux.yml') });
  });
});
