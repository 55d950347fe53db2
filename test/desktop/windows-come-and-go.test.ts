import { describe, expect, it } from 'vitest';
import { chromiumPath, setUpDesktop } from '../support/desktop-set';

describe.skipIf(chromiumPath === undefined)('the windows of the desktop', () => {
  const desktop = setUpDesktop();

  it('start with the console, over IPC', async () => {
    const { app } = await desktop.start();
    const page = await app.page('main');
    await page.getByRole('navigation').waitFor();
    await page.screenshot({ path: '/tmp/shot1.png' });
    expect(await page.title()).toContain('Secure MCP Gateway');
    console.log(app.printed.stderr);
  });
});
