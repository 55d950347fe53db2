import { describe, expect, it } from 'vitest';
import { explainConfig } from '../../../../../main/gateway/config/explain-config';
import { findSecretUses } from '../../../../../main/gateway/config/secret-references';

const withServer = (server: object) => ({ version: 1, configs: { main: { name: 'M', servers: { files: server } } } });

describe('references to secrets in the configuration', () => {
  it('are found wherever they stand', () => {
    expect(findSecretUses({ a: ['x${secret:one}${secret:two}', { b: '${secret:one}' }], c: '${env:ONE}' })).toEqual([
      { name: 'one', path: ['a', 0] },
      { name: 'two', path: ['a', 0] },
      { name: 'one', path: ['a', 1, 'b'] },
    ]);
  });

  it('are taken in the environment, headers and the URL', () => {
    const [program, remote] = [
      { command: 'x', env: { TOKEN: '${secret:gh}' } },
      { url: 'https://example.com/${secret:path}?k=${secret:key}', headers: { 'x-key': '${secret:gh}' } },
    ];
    for (const server of [program, remote]) expect(explainConfig(withServer(server)).problems).toBeUndefined();
  });

  it('are refused on a command line, which others can read', () => {
    const { problems } = explainConfig(withServer({ command: 'x', args: ['--token', '${secret:gh}'] }));
    expect(problems).toEqual([
      {
        path: 'configs.main.servers.files.args[1]',
        message: 'puts the secret "gh" on a command line, which every user of this machine can read',
        suggestion: 'put it into "env"; most programs can read it from there',
      },
    ]);
  });

  it('are refused when no secret can have the name', () => {
    const { problems } = explainConfig(withServer({ command: 'x', env: { A: '${secret:a b}', B: '${secret:}' } }));
    expect(problems?.map(({ path }) => path)).toEqual([
      'configs.main.servers.files.env.A',
      'configs.main.servers.files.env.B',
    ]);
  });
});
