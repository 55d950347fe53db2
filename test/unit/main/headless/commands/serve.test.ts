import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StdioOptions } from '../../../../../main/compose';
import type { House, HouseOptions } from '../../../../../main/headless/doors';
import type { Io } from '../../../../../main/headless/io';
import { GatewayError } from '../../../../../shared/errors/gateway-error';
import { runCli } from '../../../../support/run-cli';

let home: string;
let signal: (name: NodeJS.Signals) => void;
let stops: number[];
let exits: number[];
let now = 0;
let opened: HouseOptions[];

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'smg-serve-')));
  stops = [];
  exits = [];
  opened = [];
});
afterEach(() => rm(home, { recursive: true, force: true }));

const KEY = `smg_${'a'.repeat(12)}_${'b'.repeat(43)}`;

function house(firstKey?: string): House {
  return {
    addresses: { mcp: 'http://127.0.0.1:8000/mcp', admin: 'http://127.0.0.1:8001', socket: '/s' },
    consoleUrl: 'http://127.0.0.1:8001/',
    ...(firstKey === undefined ? {} : { firstKey }),
    approvals: {} as House['approvals'],
    status: () => {
      throw new Error('not asked');
    },
    stop: (deadlineMs) => {
      stops.push(deadlineMs);
      return Promise.resolve();
    },
  };
}

function serve(
  argv: readonly string[],
  firstKey?: string,
  inside: () => void = () => signal('SIGTERM'),
  io: Partial<Io> = {},
) {
  return runCli(home, ['serve', ...argv], {
    doors: {
      openHouse: (options) => {
        opened.push(options);
        setImmediate(inside);
        return Promise.resolve(house(firstKey));
      },
    },
    io: {
      onSignal: (listener) => {
        signal = listener;
        return () => undefined;
      },
      exit: (code) => exits.push(code),
      now: () => now,
      ...io,
    },
  });
}

describe('serve', () => {
  it('shows the first key once, with what to paste, and stops at a signal', async () => {
    const { code, stdout, stderr } = await serve(['--host', '127.0.0.1', '--port', '0', '--admin-port', '0'], KEY);
    expect(code).toBe(0);
    expect(stdout).toContain(`never again; the gateway keeps only a hash:\n\n  ${KEY}\n`);
    expect(stdout).toContain('http://127.0.0.1:8000/mcp');
    expect(stdout).toContain(home);
    expect(stdout).toContain(`"Authorization": "Bearer ${KEY}"`);
    expect(stdout).toContain('"command": "secure-mcp-gateway"');
    expect(stdout).toContain('"--data-dir"');
    expect(stdout).toContain(`secure-mcp-gateway server add --data-dir ${home} <name> -- <command>`);
    expect(stderr).toContain('SIGTERM: finishing requests under way');
    expect(stops).toEqual([10_000]);
    expect(opened).toMatchObject([{ host: '127.0.0.1', mcpPort: 0, adminPort: 0, offerDefault: true }]);
  });

  it('shows a placeholder where there is no new key', async () => {
    const { stdout } = await serve([]);
    expect(stdout).toContain('"Bearer <your gateway key>"');
    expect(stdout).toContain(`To make another:\n\n  secure-mcp-gateway key create --data-dir ${home}\n`);
    expect(stdout).not.toContain('server add');
    expect(Object.keys(opened[0] ?? {})).not.toContain('mcpPort');
  });

  it('prints nothing that others must not read when it is quiet, and makes no key that nobody is shown', async () => {
    const { code, stdout, stderr } = await serve(['--quiet', '--json'], KEY);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain('Secure MCP Gateway 9.9.9 is running mcp=http://127.0.0.1:8000/mcp');
    expect(stderr).not.toContain(KEY);
    expect(opened).toMatchObject([{ offerDefault: false }]);
  });

  it('begins with the configuration it is given', async () => {
    await serve(['--first-config', '/etc/first.json']);
    expect(opened).toMatchObject([{ firstConfig: '/etc/first.json' }]);
    expect(opened[0]?.offerDefault).toBeUndefined();
  });

  it('prints one JSON value alone', async () => {
    const { stdout } = await serve(['--json', '--log', 'json'], KEY);
    expect(JSON.parse(stdout)).toMatchObject({
      version: '9.9.9',
      firstKey: KEY,
      dataDirectory: home,
      clientConfiguration: {
        http: { mcpServers: { 'secure-mcp-gateway': { url: 'http://127.0.0.1:8000/mcp' } } },
        stdio: { mcpServers: { 'secure-mcp-gateway': { args: ['stdio', '--data-dir', home] } } },
      },
    });
  });

  it('stops after a signal that came while it was starting, and at once at one that comes later', async () => {
    await serve([], undefined, () => {
      signal('SIGINT');
      signal('SIGINT');
      now += 1_000;
      signal('SIGINT');
    });
    expect(exits).toEqual([130]);
    expect(stops).toEqual([10_000]);
  });

  it('says how this very program is started when it is not installed', async () => {
    const ownCommand = ['/opt/my node', '/src/dist/headless.js'] as const;
    const { stdout } = await serve([], KEY, () => signal('SIGTERM'), { ownCommand: [...ownCommand] });
    expect(stdout).toContain('"command": "/opt/my node"');
    expect(stdout).toContain('"/src/dist/headless.js",\n        "stdio"');
    expect(stdout).toContain('"/opt/my node" /src/dist/headless.js server add');
  });

  it('ends with 4 when the port is in use and with 7 when a gateway runs already', async () => {
    const failing = async (thrown: unknown) =>
      (await runCli(home, ['serve'], { doors: { openHouse: () => Promise.reject(thrown) } })).code;
    const busy = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' });
    expect(await failing(new GatewayError('operation_failed', 'Port 8000 is in use', {}, { cause: busy }))).toBe(4);
    expect(await failing(new GatewayError('unavailable', 'A gateway already runs'))).toBe(7);
    expect(await failing(new GatewayError('config_invalid', 'Broken'))).toBe(2);
    expect(await failing(new Error('bug'))).toBe(1);
  });
});

describe('stdio', () => {
  it('hands its streams over and leaves stdout to the protocol', async () => {
    const asked: unknown[] = [];
    const ran = await runCli(home, ['stdio', '--server', 'files', '--embedded'], {
      doors: {
        serveStdio: (options) => {
          asked.push([options.server, options.embedded]);
          options.log.info('joined');
          options.stdout.write('{"jsonrpc":"2.0"}\n');
          return Promise.resolve(3);
        },
      },
    });
    expect(asked).toEqual([['files', true]]);
    expect(ran).toMatchObject({
      code: 3,
      stdout: '{"jsonrpc":"2.0"}\n',
      stderr: expect.stringContaining('joined') as string,
    });
  });

  it.each(['a signal', 'a client that leaves'])('ends in good order after %s', async (reason) => {
    const stdin = new PassThrough();
    const ran = await runCli(home, ['stdio'], {
      io: {
        stdin,
        onSignal: (listener) => {
          signal = listener;
          return () => undefined;
        },
      },
      doors: {
        serveStdio: async (options) => {
          setImmediate(() => (reason === 'a signal' ? signal('SIGTERM') : stdin.end()));
          for await (const chunk of options.stdin) expect(String(chunk)).toBe('never sent');
          return 0;
        },
      },
    });
    expect(ran).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('never answers on stdout, even when it fails', async () => {
    const doors = { serveStdio: () => Promise.reject(new GatewayError('config_missing', 'There is no configuration')) };
    expect(await runCli(home, ['stdio'], { doors })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is no configuration\n',
    });
    expect((await runCli(home, ['stdio', '--json'], { doors })).stdout).toBe('');
  });
});

describe('MCP_TRANSPORT', () => {
  const withTransport = (transport: string, argv: readonly string[], doors = {}) =>
    runCli(home, argv, { doors, io: { env: { SECURE_MCP_GATEWAY_HOME: home, MCP_TRANSPORT: transport } } });

  it('makes serve behave like stdio', async () => {
    const asked: unknown[] = [];
    const serveStdio = ({ server, embedded }: StdioOptions) => {
      asked.push([server, embedded]);
      return Promise.resolve(0);
    };
    const ran = await withTransport('stdio', ['serve', '--headless'], { serveStdio });
    expect([ran, asked]).toEqual([{ code: 0, stdout: '', stderr: '' }, [[undefined, undefined]]]);
  });

  it('leaves stdout to the protocol then, also when something is wrong', async () => {
    const port = await withTransport('stdio', ['serve', '--port', '0', '--json']);
    expect(port).toEqual({ code: 2, stdout: '', stderr: '--port is for HTTP, but MCP_TRANSPORT is "stdio"\n' });
  });

  it('is refused when it is something else, and the explicit command is not asked', async () => {
    const sentence = 'MCP_TRANSPORT is "sse": it may be "stdio" or "streamable-http"\n';
    expect(await withTransport('sse', ['serve'])).toEqual({ code: 2, stdout: '', stderr: sentence });
    const serveStdio = () => Promise.resolve(0);
    expect((await withTransport('sse', ['stdio'], { serveStdio })).code).toBe(0);
  });
});
