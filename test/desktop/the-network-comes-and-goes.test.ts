import { describe, expect, it, onTestFinished } from 'vitest';
import type { DesktopApp } from '../electron-host/desktop-app';
import { until } from '../electron-host/until';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';
import { trayFacts, trayIn } from '../support/desktop-tray';
import { startProtectedServer } from '../support/protected-server';
import { fixture } from '../support/test-house';

/** Their renewal is due after half of it. */
const TOKENS_LIVE_S = 12;

const setOnline = (app: DesktopApp, isOnline: boolean): Promise<void> =>
  app.evaluate(({ host }, wanted) => host.setOnline(wanted), isOnline);

const wakeUp = (app: DesktopApp): Promise<void> =>
  app.evaluate(({ powerMonitor }) => void (powerMonitor as never as NodeJS.EventEmitter).emit('resume'));

const lines = (app: DesktopApp, text: string): readonly string[] =>
  app.printed.stderr.split('\n').filter((line) => line.includes(text));

describe.skipIf(chromiumPath === undefined || isRealElectron)('a network that goes', () => {
  const desktop = setUpDesktop();

  async function elsewhere(): Promise<{ readonly server: AuthorizationServer; readonly config: object }> {
    const server = await startAuthorizationServer({ rules: { accessTokenSeconds: TOKENS_LIVE_S } });
    onTestFinished(() => server.stop());
    const { authority } = server;
    const made = await startProtectedServer({ authorizationServers: [server], authority });
    onTestFinished(() => made.stop());
    const { id, secret } = server.clients.basic;
    const oauth = { grant: 'client_credentials', clientId: id, clientSecret: secret, scopes: ['mcp:read'] };
    return { server, config: { url: made.url, tls: { ca: authority.cert }, oauth } };
  }

  it('is said in the tray and nowhere else; when it is back, once, tokens are renewed and connections made anew', async () => {
    const { server, config } = await elsewhere();
    const { app, data } = await desktop.start({ servers: { whoami: config, friendly: fixture('friendly.mjs') } });
    const client = await data.client();
    expect((await client.call('whoami__whoami', {}))['isError']).not.toBe(true);
    await client.close();
    await trayIn(app, 'protected');
    await setOnline(app, false);
    await server.goDown();
    const cut = await trayIn(app, 'degraded');
    expect(cut.tooltip).toContain('No network: whoami may be out of reach');
    expect(await app.evaluate(({ host }) => host.notifications.size)).toBe(0);
    expect(lines(app, 'The network is back')).toEqual([]);
    // The renewal falls due and comes to nothing; the next try by itself would be half a minute later.
    const problemOf = async () => {
      const page = await app.page('main');
      return page.evaluate<string | null>(
        `bridge.invoke('tokens.list', {}).then(({ value: [token] }) => token?.lastError?.message ?? null)`,
      );
    };
    await until('the renewal to come to nothing', async () => (await problemOf()) ?? undefined);
    await server.comeBack();
    const before = server.tokenRequests();
    await setOnline(app, true);
    await until('it to be seen', async () =>
      (await trayFacts(app))?.tooltip.includes('No network') ? undefined : true,
    );
    // It was back because the lid was opened.
    await wakeUp(app);
    await until('the token to be renewed', () => (server.tokenRequests() > before ? true : undefined));
    const [said, ...again] = await until('it to be said', () => {
      const found = lines(app, '"reconnecting"');
      return found.length > 0 ? found : undefined;
    });
    expect(said).toContain('"reconnecting":1,"renewing":1');
    expect(again).toEqual([]);
    await trayIn(app, 'protected');
    expect(app.printed.stderr).not.toMatch(/not renewed|not connected to anew/);
    // Nobody asked for it, and the record says so.
    const byItself = await until('it to be in the record', async () => {
      const lines = (await data.record()).flatMap((line) => (line.kind === 'admin' ? line : []));
      return lines.find(({ operation }) => operation === 'upstreams.restart');
    });
    expect(byItself.who).toEqual({ kind: 'desktop', id: 'program' });
    expect(await app.evaluate(({ host }) => host.notifications.size)).toBe(0);
  });

  it('asks nobody elsewhere when the machine wakes without one, and does when it comes', async () => {
    const { config } = await elsewhere();
    const { app, data } = await desktop.start({ servers: { whoami: config } });
    const client = await data.client();
    await client.toolNames();
    await client.close();
    await trayIn(app, 'protected');
    await setOnline(app, false);
    await trayIn(app, 'degraded');
    await wakeUp(app);
    const woke = await until('it to be said', () => lines(app, 'The machine woke up')[0]);
    expect(woke).toContain('"reconnecting":0');
    await setOnline(app, true);
    const back = await until('the network to be back', () => lines(app, 'The network is back')[0]);
    expect(back).toContain('"reconnecting":1');
  });
});
