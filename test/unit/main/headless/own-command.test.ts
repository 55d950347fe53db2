import { delimiter } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownCommand } from '../../../../main/headless/own-command';

const started = (script: string, ...directories: readonly string[]) =>
  ownCommand({ execPath: '/opt/node', script, path: directories.join(delimiter) });

describe('ownCommand', () => {
  it('is the name where the program is installed on the path', () => {
    expect(started('/usr/bin/secure-mcp-gateway', '/bin', '/usr/bin')).toEqual(['secure-mcp-gateway']);
  });

  it.each([
    ['/src/dist/headless.js', '/usr/bin'],
    ['/elsewhere/secure-mcp-gateway', '/usr/bin'],
    ['/src/node_modules/.bin/secure-mcp-gateway', '/src/node_modules/.bin'],
  ])('is Node and the file for %s', (script, directory) => {
    expect(started(script, directory)).toEqual(['/opt/node', script]);
    expect(ownCommand({ execPath: '/opt/node', script, path: undefined })).toEqual(['/opt/node', script]);
  });
});
