import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtFile } from '../support/built-file';
import { filesUnder, read } from './tree';

const sources = filesUnder(['main/electron', 'preload'], ['.ts']);

const where = (pattern: RegExp): string[] => sources.filter((path) => pattern.test(read(path)));

describe('the locks of the desktop', () => {
  it('stand in the sources at one place each', () => {
    expect(where(/\bshell\.openExternal\b/)).toEqual(['main/electron/security/open-external.ts']);
    expect(where(/\bipcMain\./)).toEqual(['main/electron/ipc/window-ipc.ts']);
    expect(where(/\bipcRenderer\.(invoke|send|postMessage|sendSync)\b/)).toEqual(['preload/ask.ts']);
    expect(where(/new BrowserWindow\(/).sort()).toEqual([
      'main/electron/windows/approval-window.ts',
      'main/electron/windows/console-window.ts',
      'main/electron/windows/crash-window.ts',
    ]);
    expect(where(/\.executeJavaScript\b|\bdebugger\.attach\b|\bremote-debugging-port'\)/)).toEqual([]);
  });

  describe('in what is built', () => {
    let program = '';
    let preloads: readonly string[] = [];
    beforeAll(async () => {
      const main = await builtFile('electron.js');
      program = readFileSync(main, 'utf8');
      const folder = dirname(main);
      preloads = readdirSync(folder)
        .filter((name) => name.endsWith('-preload.cjs'))
        .map((name) => readFileSync(join(folder, name), 'utf8'));
    });

    it.each([
      /webSecurity:\s*(?:false|!1)/,
      /allowRunningInsecureContent:\s*(?:true|!0)/,
      /nodeIntegration\w*:\s*(?:true|!0)/,
      /contextIsolation:\s*(?:false|!1)/,
      /sandbox:\s*(?:false|!1)/,
      /webviewTag:\s*(?:true|!0)/,
      /experimentalFeatures:\s*(?:true|!0)/,
      /enableBlinkFeatures/,
      /\bipcMain\.(?:on|once|handleOnce)\(/,
    ])('there is no %s', (pattern) => {
      expect(program.length).toBeGreaterThan(10_000);
      expect(pattern.exec(program)?.[0]).toBeUndefined();
    });

    it('addresses leave and pages are heard at one place', () => {
      expect(program.match(/\bshell\.openExternal\(/g)).toHaveLength(1);
      expect(program.match(/\bipcMain\.handle\(/g)).toHaveLength(1);
    });

    it('each preload is one file that needs Electron alone and gives pages no piece of it', () => {
      expect(preloads).toHaveLength(3);
      for (const text of preloads) {
        expect([...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
        expect(text.match(/exposeInMainWorld\(/g)).toHaveLength(1);
        expect(text).not.toMatch(/exposeInMainWorld\([^)]*ipcRenderer/);
      }
    });
  });
});
