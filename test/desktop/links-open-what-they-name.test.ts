import { describe, expect, it } from 'vitest';
import { until } from '../electron-host/until';
import { windowFacts } from '../support/desktop-looks';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';

describe.skipIf(chromiumPath === undefined || isRealElectron)('a link', () => {
  const desktop = setUpDesktop();

  it('that the program is started with opens its screen once the window is there', async () => {
    const { app } = await desktop.start({}, { args: ['mcpgateway://v1/open?screen=guardrails'] });
    const page = await app.page('main');
    await page.getByRole('heading', { name: 'Guardrails', level: 1 }).waitFor();
  });

  it('that comes to a program that runs opens the form for a server, with its name in it, and adds none', async () => {
    const { app, data } = await desktop.start();
    const page = await app.page('main');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    const second = await desktop.launch(data, { args: ['mcpgateway://v1/add-server?name=github'], isBrief: true });
    expect((await second.ended).code).toBe(0);
    const dialog = page.getByRole('dialog', { name: 'Add a server' });
    await dialog.waitFor();
    await until(
      'the name',
      async () =>
        (await dialog.getByRole('textbox', { name: 'Name', exact: false }).first().inputValue()) === 'github' ||
        undefined,
    );
  });

  it('by the event of macOS opens a line of the record', async () => {
    const { app } = await desktop.start();
    const page = await app.page('main');
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await app.evaluate(({ app: inside }) => {
      inside.emit('open-url', { preventDefault: () => undefined }, 'mcpgateway://v1/event?id=0a1b2c');
    });
    await until('the line', async () => page.url().endsWith('#/activity/0a1b2c') || undefined);
  });

  it('to a call brings up the window that decides', async () => {
    const { app } = await desktop.start();
    await app.page('approval');
    await app.evaluate(({ app: inside }) => {
      inside.emit('open-url', { preventDefault: () => undefined }, 'mcpgateway://v1/approve?id=ABCD');
    });
    await until('the window', async () => {
      const facts = (await windowFacts(app)).find(({ kind }) => kind === 'approval');
      return facts?.isVisible === true ? facts : undefined;
    });
  });

  it.each(['mcpgateway://v1/add-server?name=x&command=calc', 'https://evil.example/'])(
    'such as %s opens nothing, and says why without repeating it',
    async (address) => {
      const { app } = await desktop.start();
      const page = await app.page('main');
      await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
      await app.evaluate(({ app: inside }, link) => {
        inside.emit('open-url', { preventDefault: () => undefined }, link);
      }, address);
      await until('the log', () => app.printed.stderr.includes('A link was not opened') || undefined);
      expect(app.printed.stderr).not.toContain('calc');
      expect(app.printed.stderr).not.toContain('evil');
      expect(page.url()).toMatch(/#\/$/);
    },
  );
});
