import { describe, expect, it } from 'vitest';
import { ownWords, readCommandLine, readPorts } from '../../../../main/electron/command-line';

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

  it('may name ports, and is told of what is none', () => {
    expect(readPorts(readCommandLine([]))).toEqual({});
    expect(readPorts(readCommandLine(['--port', '0', '--admin-port=9001']))).toEqual({ mcpPort: 0, adminPort: 9_001 });
    for (const text of ['x', '65536', '-1', '', '8000.5']) {
      expect(() => readPorts(readCommandLine([`--port=${text}`]))).toThrow('--port must be a port');
    }
  });
});
