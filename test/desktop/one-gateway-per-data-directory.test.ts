import { describe, expect, it } from 'vitest';
import { until } from '../electron-host/until';
import { standing } from '../support/desktop-looks';
import { chromiumPath, isRealElectron, setUpDesktop } from '../support/desktop-set';
import { startBuilt } from '../support/run-built';

describe.skipIf(chromiumPath === undefined)('one gateway per data directory', () => {
  const desktop = setUpDesktop();

  it.skipIf(isRealElectron)(
    'leaves a gateway without a window alone, says which it is, and opens its console',
    async () => {
      const data = await desktop.prepare();
      const headless = await startBuilt(['serve', '--quiet'], { ...data.env }, 60_000);
      const { admin } = await data.addresses();
      const app = await desktop.launch(data);
      const dialog = await standing(app, 'message');
      expect(dialog.options).toMatchObject({
        message: 'A gateway runs already',
        detail: expect.stringContaining(`admin at ${admin}`),
        buttons: ['Open its console', 'Close'],
      });
      await dialog.answer({ response: 0 });
      expect(await app.ended).toEqual({ code: 1 });
      expect(app.printed.stderr).toContain(`[opened] ${admin}/#code=`);
      headless.signal('SIGTERM');
      expect((await headless.ended).code).toBe(0);
    },
  );

  it.skipIf(isRealElectron)('is a gateway without a window when asked, with the words of the command', async () => {
    const data = await desktop.prepare();
    const app = await desktop.launch(data, { args: ['--headless', '--quiet'], isBrief: true });
    const { admin } = await data.addresses();
    expect((await fetch(`${admin}/health`)).status).toBe(200);
    await until('its line', () => (/is running/.test(app.printed.stderr) ? true : undefined));
    const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(windows).toBe(0);
    app.signal('SIGTERM');
    expect(await app.ended).toEqual({ code: 0 });
  });

  it.skipIf(isRealElectron)(
    'does not start with switches that would open it to others, once it is packaged',
    async () => {
      const data = await desktop.prepare();
      const app = await desktop.launch(data, {
        args: ['--remote-debugging-port=9222'],
        isPackaged: true,
        isBrief: true,
      });
      expect(await app.ended).toEqual({ code: 2 });
      expect(app.printed.stderr).toContain('--remote-debugging-port');
      const fine = await desktop.launch(data, { args: ['--hidden'], isPackaged: true });
      await fine.page('approval');
    },
  );

  it.skipIf(isRealElectron)('says what is wrong with a configuration that cannot be read', async () => {
    const data = await desktop.prepare({ config: { unknownMember: 1 } as never });
    const app = await desktop.launch(data, { isBrief: true });
    expect(await app.ended).toEqual({ code: 1 });
    expect(app.printed.stderr).toContain('[error box] Secure MCP Gateway did not start');
    expect(app.printed.stderr).toContain('unknownMember');
  });
});
