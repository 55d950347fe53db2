import { describe, expect, it } from 'vitest';
import { ownWords, readCommandLine } from '../../../../main/electron/command-line';

describe('the command line of the desktop', () => {
  it('begins behind the program, and behind its folder while it is developed', () => {
    expect(ownWords(['/opt/gateway', '--hidden'], true)).toEqual(['--hidden']);
    expect(ownWords(['/opt/electron', '.', '--hidden'], false)).toEqual(['--hidden']);
  });

  it('says how to begin, where the data is, and what was opened', () => {
    expect(readCommandLine([])).toEqual({ isHidden: false, isHeadless: false, links: [] });
    expect(readCommandLine(['--hidden', '--data-dir', '/data', 'mcpgateway://v1/add-server?x=1', '-psn_0_1'])).toEqual({
      isHidden: true,
      isHeadless: false,
      dataDirectory: '/data',
      links: ['mcpgateway://v1/add-server?x=1'],
    });
    expect(readCommandLine(['--headless', '--data-dir=/with=sign'])).toMatchObject({
      isHeadless: true,
      dataDirectory: '/with=sign',
    });
  });
});
