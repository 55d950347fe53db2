import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { builtFile } from '../support/built-file';
import { connectClient, ERAS, type McpClient } from '../support/mcp-clients';
import { runBuilt } from '../support/run-built';
import { fixture, openTestHouse, textOf, type TestHouse } from '../support/test-house';

let house: TestHouse;
let program: string;
const clients: McpClient[] = [];

beforeAll(async () => {
  program = await builtFile('headless.js');
  house = await openTestHouse({ servers: { rec: fixture('recording.mjs') } });
});

afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

afterAll(() => house?.stop());

async function start(era: (typeof ERAS)[number], env: Record<string, string>, ...args: readonly string[]) {
  const client = await connectClient(era, {
    command: process.execPath,
    args: [program, ...args, '--data-dir', house.directory],
    env,
  });
  clients.push(client);
  return client;
}

describe.each(ERAS)('a %s client that starts a program is who its environment says', (era) => {
  it.each([
    ['a key', (key: string) => ({ ENKRYPT_GATEWAY_KEY: key })],
    [
      'a key, its project and its user',
      (key: string) => ({ ENKRYPT_GATEWAY_KEY: key, ENKRYPT_PROJECT_ID: 'demo', ENKRYPT_USER_ID: 'ada' }),
    ],
    ['a key under our own name', (key: string) => ({ SECURE_MCP_GATEWAY_KEY: key })],
    [
      'a key, and nothing for the rest',
      (key: string) => ({ ENKRYPT_GATEWAY_KEY: key, ENKRYPT_PROJECT_ID: '', ENKRYPT_USER_ID: '' }),
    ],
  ] as const)('with %s', async (_, env) => {
    const client = await start(era, env(house.key), 'stdio');
    expect(textOf(await client.call('rec__say', { text: 'me' }))).toBe('You said: me');
  });

  it.each([
    ['no key', () => ({}), /No gateway key/],
    ['a wrong key', () => ({ ENKRYPT_GATEWAY_KEY: 'nonsense' }), /not valid/],
    [
      'the project of another',
      (key: string) => ({ ENKRYPT_GATEWAY_KEY: key, ENKRYPT_PROJECT_ID: 'other' }),
      /another project or user/,
    ],
    [
      'the name of another',
      (key: string) => ({ ENKRYPT_GATEWAY_KEY: key, ENKRYPT_USER_ID: 'eve' }),
      /another project or user/,
    ],
  ] as const)('and is nobody with %s', async (_, env, reason) => {
    await expect(start(era, env(house.key), 'stdio')).rejects.toThrow(reason);
  });

  it('through serve as well, when MCP_TRANSPORT is stdio', async () => {
    const client = await start(era, { ENKRYPT_GATEWAY_KEY: house.key, MCP_TRANSPORT: 'stdio' }, 'serve');
    expect(textOf(await client.call('rec__say', { text: 'me' }))).toBe('You said: me');
  });
});

describe('MCP_TRANSPORT', () => {
  it('changes nothing when it names the default', async () => {
    const second = await runBuilt(['serve', '--data-dir', house.directory, '--port', '0', '--admin-port', '0'], {
      MCP_TRANSPORT: 'streamable-http',
    });
    expect(second).toMatchObject({
      code: 7,
      stdout: '',
      stderr: expect.stringMatching(/^A gateway already runs/) as string,
    });
  });
});
