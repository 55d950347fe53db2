import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../electron-host/until';
import type { ActivityLine } from '../../shared/model/activity-line';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';
import { notification, pressNotification, pressTray, trayFacts, trayIn } from '../support/desktop-tray';
import { realServers } from '../support/real-servers';

const FORBIDDEN = 'zugzwang';

describe.skipIf(chromiumPath === undefined || isRealElectron)('the tray', () => {
  const desktop = setUpDesktop();

  async function startWithFiles(config: Readonly<Record<string, unknown>> = {}) {
    const servers = await realServers();
    onTestFinished(() => servers.remove());
    const started = await desktop.start({ servers: { files: servers.servers.files }, config });
    const client = await started.data.client();
    onTestFinished(() => client.close());
    return { ...started, client, servers };
  }

  it('says what is protected, and leads everywhere', async () => {
    const { app } = await desktop.start();
    const { tooltip, labels } = await trayIn(app, 'protected');
    expect(tooltip).toBe('Protecting 0 clients · 0 servers');
    expect(labels.slice(0, 2)).toEqual(['● Protecting 0 clients · 0 servers', 'Open Secure MCP Gateway']);
    for (const label of ['Recent blocks', 'Servers', 'Clients', 'Pause all agents', '15 minutes', '1 hour']) {
      expect(labels).toContain(label);
    }
    // It runs from its sources: nobody can say whether that starts at login, and it does not say “off”.
    expect(labels).toContain('Start at login: unknown');
    await pressTray(app, 'settings');
    const page = await app.page('main');
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  });

  it('copies the endpoint', async () => {
    const { app, data } = await desktop.start();
    await trayIn(app, 'protected');
    await pressTray(app, 'copy-endpoint');
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe((await data.addresses()).mcp);
  });

  it('pauses all agents, refuses their calls, and lets them go on', async () => {
    const { app, client, servers } = await startWithFiles();
    const list = () => client.call('files__list_directory', { path: servers.folder });
    expect((await list())['isError']).not.toBe(true);
    await trayIn(app, 'protected');
    await pressTray(app, 'pause-15');
    const { tooltip, labels } = await trayIn(app, 'paused');
    expect(tooltip).toMatch(/^All agents are paused until \d/);
    expect(labels).toContain('Resume all agents');
    expect(await list()).toMatchObject({ isError: true, _meta: { 'secure-mcp-gateway/error': { name: 'paused' } } });
    await pressTray(app, 'resume');
    await trayIn(app, 'protected');
    expect((await list())['isError']).not.toBe(true);
  });

  it('calls for the person when a call waits, who denies it from the notification; that is recorded', async () => {
    const { app, client, servers, data } = await startWithFiles({ guardrails: [{ name: 'local', use: 'local' }] });
    const path = join(servers.folder, 'held.txt');
    const answer = client.call('files__write_file', { path, content: 'The argument that nobody sees here.' });
    const { tooltip, labels } = await trayIn(app, 'attention');
    expect(tooltip).toBe('1 call waits for your approval');
    expect(labels[1]).toBe('Review 1 waiting call…');
    expect(await app.evaluate(({ app: { getBadgeCount } }) => getBadgeCount())).toBe(1);
    const { title, body } = await notification(app, 'write_file');
    expect(`${title} ${body}`).not.toMatch(/argument|held\.txt/);
    // A decision counts a moment after the call was shown.
    await sleep(400);
    // What the button of macOS and Windows does; Linux has none.
    await pressNotification(app, 'write_file', 1);
    expect((await answer)['isError']).toBe(true);
    await trayIn(app, 'protected');
    expect(await app.evaluate(({ host }) => host.notifications.size)).toBe(0);
    expect(await app.evaluate(({ app: { getBadgeCount } }) => getBadgeCount())).toBe(0);
    const recorded = <T>(pick: (lines: readonly ActivityLine[]) => T | undefined) =>
      until('it to be in the record', async () => pick(await data.record()));
    const denied = await recorded((lines) =>
      lines.find((line) => line.kind === 'request' && line.outcome === 'denied'),
    );
    await recorded((lines) =>
      lines.find(
        (line) => line.kind === 'admin' && line.operation === 'approvals.decideMany' && line.who.kind === 'desktop',
      ),
    );
    expect(denied).toMatchObject({ approvals: [{ outcome: 'denied_user', by: 'notification' }] });
  });

  it('tells of a block, quietly, with the line of the record behind it', async () => {
    const words = {
      name: 'words',
      use: 'custom-keyword',
      phases: ['input'],
      options: { words: [FORBIDDEN], action: 'block' },
    };
    const { app, client, servers } = await startWithFiles({ guardrails: [words] });
    const blocked = client.call('files__read_file', { path: join(servers.folder, FORBIDDEN) });
    await blocked.catch(() => undefined);
    const { body, silent } = await notification(app, 'Blocked');
    expect(silent).toBe(true);
    expect(body).not.toContain(FORBIDDEN);
    const { labels } = (await trayFacts(app))!;
    expect(labels.some((label) => /^\d\d:\d\d.* read_file · /.test(label))).toBe(true);
    await pressNotification(app, 'Blocked');
    const page = await app.page('main');
    await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor();
    await until('the line to be open', async () => page.url().includes('#/activity/') || undefined);
  });
});
