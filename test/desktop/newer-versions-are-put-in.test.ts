import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../electron-host/until';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';
import { pressTray, trayFacts } from '../support/desktop-tray';
import { openUpdateFeed } from '../support/update-feed';

/** What a newer program may be: it says that it ran. */
const newer = (trace: string): Buffer => Buffer.from(`#!/bin/sh\necho newer >> '${trace}'\n`);

describe.skipIf(chromiumPath === undefined || isRealElectron)('an installed AppImage', () => {
  const desktop = setUpDesktop();

  async function startInstalled() {
    const feed = await openUpdateFeed();
    onTestFinished(() => feed.close());
    const data = await desktop.prepare();
    const resources = join(data.root, 'installed');
    const appImage = join(resources, 'Gateway.AppImage');
    const trace = join(resources, 'ran.txt');
    await mkdir(resources);
    await writeFile(appImage, 'older', { mode: 0o755 });
    const settings = { provider: 'generic', url: feed.url, updaterCacheDirName: 'gateway-updater' };
    await writeFile(join(resources, 'app-update.yml'), JSON.stringify(settings));
    const env = { ...data.env, APPIMAGE: appImage, XDG_CACHE_HOME: join(resources, 'cache') };
    const start = () => desktop.launch({ ...data, env }, { isPackaged: true, resources });
    return { feed, start, appImage, trace };
  }
  const says = (app: Parameters<typeof trayFacts>[0], label: string) =>
    until(
      `the item "${label}"`,
      async () => (await trayFacts(app))?.labels.includes(label) || undefined,
      () => app.printed.stderr,
    );

  it('fetches a newer version by itself, and runs it when the person says so', async () => {
    const { feed, start, appImage, trace } = await startInstalled();
    feed.offer({ version: '99.1.0', program: newer(trace) });
    const app = await start();
    await says(app, 'Restart to update to 99.1.0');
    expect(await readFile(appImage, 'utf8')).toBe('older');
    await pressTray(app, 'update');
    expect((await app.ended).code).toBe(0);
    expect(await readFile(appImage)).toEqual(newer(trace));
    expect(await until('it to run', () => readFile(trace, 'utf8').catch(() => undefined))).toContain('newer');
  });

  it('puts it in when it is quit, too', async () => {
    const { feed, start, appImage, trace } = await startInstalled();
    feed.offer({ version: '99.1.0', program: newer(trace) });
    const app = await start();
    await says(app, 'Restart to update to 99.1.0');
    await pressTray(app, 'quit');
    expect((await app.ended).code).toBe(0);
    expect(await readFile(appImage)).toEqual(newer(trace));
  });

  it('goes on as it is when the feed is gone, and looks again when it is asked to', async () => {
    const { feed, start, trace } = await startInstalled();
    const app = await start();
    await until('the first look to fail', () => app.printed.stderr.includes('came to nothing') || undefined);
    await says(app, 'Check for updates…');
    feed.offer({ version: '99.1.0', program: newer(trace) });
    await pressTray(app, 'update');
    await says(app, 'Restart to update to 99.1.0');
  });
});
