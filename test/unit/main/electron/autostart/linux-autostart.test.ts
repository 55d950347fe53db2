import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDesktopEntry, writeDesktopEntry } from '../../../../../main/electron/autostart/desktop-entry';
import { linuxAutostart } from '../../../../../main/electron/autostart/linux-autostart';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smg-autostart-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (env: NodeJS.ProcessEnv = {}, program = '/opt/Secure MCP Gateway/secure-mcp-gateway') =>
  linuxAutostart({ env: { XDG_CONFIG_HOME: folder, ...env }, home: '/home/nobody', program, words: ['--hidden'] });
const path = () => join(folder, 'autostart/secure-mcp-gateway.desktop');
async function write(text: string): Promise<void> {
  await mkdir(dirname(path()), { recursive: true });
  await writeFile(path(), text);
}

describe('the start at log-in on Linux', () => {
  it('is off, on, and off again, and leaves nothing behind', async () => {
    const autostart = open();
    expect(autostart.state()).toEqual({ kind: 'off' });
    autostart.set(true);
    expect(autostart.state()).toEqual({ kind: 'on' });
    const text = await readFile(path(), 'utf8');
    expect(text).toContain('Exec="/opt/Secure MCP Gateway/secure-mcp-gateway" --hidden\n');
    expect(text).toMatch(/^\[Desktop Entry\]\nType=Application\n/);
    autostart.set(false);
    autostart.set(false);
    expect(autostart.state()).toEqual({ kind: 'off' });
    await expect(readFile(path())).rejects.toThrow('ENOENT');
  });

  it('starts the AppImage, and not the place that it is mounted at', async () => {
    const autostart = open({ APPIMAGE: '/home/me/50% off $HOME.AppImage' }, '/tmp/.mount_x/secure-mcp-gateway');
    autostart.set(true);
    expect(await readFile(path(), 'utf8')).toContain('Exec="/home/me/50%% off \\\\$HOME.AppImage" --hidden\n');
    expect(autostart.state()).toEqual({ kind: 'on' });
  });

  it('goes on with the next AppImage when the one that an entry names is gone', async () => {
    const before = open({ APPIMAGE: join(folder, 'gateway-1.AppImage') });
    before.set(true);
    const next = open({ APPIMAGE: join(folder, 'gateway-2.AppImage') });
    expect(next.state()).toEqual({ kind: 'other', program: join(folder, 'gateway-1.AppImage') });
    next.renew();
    expect(next.state()).toEqual({ kind: 'on' });
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    ['the other copy is still there', { APPIMAGE: '/new.AppImage' }, process.execPath],
    ['the program is looked for on the PATH', { APPIMAGE: '/new.AppImage' }, 'gone-program'],
    ['this is no AppImage', {}, '/gone/program'],
  ])('leaves an entry alone where %s', async (_, env, program) => {
    const text = writeDesktopEntry({ name: 'x', command: [program] });
    await write(text);
    open(env).renew();
    expect(await readFile(path(), 'utf8')).toBe(text);
  });

  it('does not turn on again what somebody turned off', async () => {
    await write(`${writeDesktopEntry({ name: 'x', command: ['/gone/program'] })}Hidden=true\n`);
    open({ APPIMAGE: '/new.AppImage' }).renew();
    expect(open().state()).toEqual({ kind: 'off' });
  });

  it.each([
    ['Hidden=true', 'off'],
    ['X-GNOME-Autostart-enabled=false', 'off'],
  ])('is what a desktop wrote into the file: %s', async (line, kind) => {
    await write(
      `${writeDesktopEntry({ name: 'x', command: ['/opt/Secure MCP Gateway/secure-mcp-gateway'] }).replace('X-GNOME-Autostart-enabled=true\n', '')}${line}\n`,
    );
    expect(open().state().kind).toBe(kind);
  });

  it('names another program, and is unknown, with a reason, where the file says something else', async () => {
    await write('[Desktop Entry]\nType=Application\nExec=/usr/bin/other\n');
    expect(open().state()).toEqual({ kind: 'other', program: '/usr/bin/other' });
    await write('nonsense');
    expect(open().state()).toMatchObject({ kind: 'unknown' });
    await write('[Desktop Entry]\nType=Application\n');
    expect(open().state()).toMatchObject({ kind: 'unknown' });
  });

  it('is unknown where the file cannot be read', async () => {
    await mkdir(path(), { recursive: true });
    expect(open().state()).toMatchObject({ kind: 'unknown' });
  });

  it('uses the home directory where XDG_CONFIG_HOME is no absolute path', () => {
    const autostart = linuxAutostart({ env: { XDG_CONFIG_HOME: 'here' }, home: folder, program: '/p', words: [] });
    autostart.set(true);
    expect(linuxAutostart({ env: {}, home: folder, program: '/p', words: [] }).state()).toEqual({ kind: 'on' });
  });
});

describe('a desktop entry', () => {
  it('gives back every command that it was written with', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !/[\r\n\0]/.test(text)),
      fc.array(fc.constantFrom(...'"\\$`% \'><~|&;*?#()ab'), { maxLength: 12 }).map((letters) => letters.join('')),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (command) => {
        const text = writeDesktopEntry({ name: 'Any', command });
        expect(text.split('\n').filter((line) => line.startsWith('Exec='))).toHaveLength(1);
        expect(readDesktopEntry(text).command).toEqual(command);
      }),
    );
  });

  it('has one line, whatever else ends lines', () => {
    const command = ['/opt/a\u2028b/app', '\u2029', '\u0085'];
    expect(readDesktopEntry(writeDesktopEntry({ name: 'Any', command })).command).toEqual(command);
  });

  it('is not written with a command that would be two lines', () => {
    expect(() => writeDesktopEntry({ name: 'x', command: ['/bin/a\nExec=/bin/evil'] })).toThrow('A line end cannot');
  });
});
