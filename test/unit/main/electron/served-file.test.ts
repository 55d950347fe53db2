import { describe, expect, it } from 'vitest';
import { servedFile } from '../../../../main/electron/served-file';
import { kindOfUrl } from '../../../../main/electron/window-kinds';

const ROOT = '/opt/gateway/renderer';

describe('the files of an origin', () => {
  it('are its own page, and what pages are made of', () => {
    expect(servedFile(ROOT, 'app://main/index.html?x#/servers')).toBe(`${ROOT}/index.html`);
    expect(servedFile(ROOT, 'app://approval/approval.html')).toBe(`${ROOT}/approval.html`);
    expect(servedFile(ROOT, 'app://crash/assets/crash-1.js')).toBe(`${ROOT}/assets/crash-1.js`);
  });

  it.each([
    'app://main/approval.html',
    'app://approval/index.html',
    'app://main/',
    'app://main/assets',
    'app://main/assets/../../electron.js',
    'app://main/assets/..%2f..%2felectron.js',
    'app://main/assets/%2e%2e/%2e%2e/electron.js',
    'app://main/assets/%00',
    'app://main/%',
    'app://other/index.html',
    'app://main.evil/index.html',
    'https://main/index.html',
  ])('are not %s', (address) => {
    expect(servedFile(ROOT, address)).toBeUndefined();
  });

  it('belong to the kind of window whose origin the address has, and to none that looks like it', () => {
    expect(kindOfUrl('app://approval/approval.html')).toBe('approval');
    expect(['app://approval.evil/', 'app://approvals/', 'http://app://main/', 'app://MAIN/'].map(kindOfUrl)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
