import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { runCli } from '../support/run-cli';
import { textOfEverything } from '../support/text-of-everything';
import { fixture, modernRequest, openTestHouse, textOf, type TestHouse } from '../support/test-house';

const SECRET = `q7Zt${randomBytes(10).toString('hex')}`;
const MASTER_KEY = randomBytes(32).toString('base64');

afterEach(() => void vi.unstubAllEnvs());

async function call({ post }: TestHouse, tool: string, given: object = {}): Promise<string> {
  const { body, headers } = modernRequest('tools/call', { name: tool, arguments: given as never });
  return textOf((await post(body, { headers, path: '/servers/owner/mcp' })).body.result);
}

describe('a secret that stands in the configuration of a gateway that runs', () => {
  it('is told of at the start, and once adopted is nowhere on the disk; the server gets it as before', async () => {
    vi.stubEnv('SECURE_MCP_GATEWAY_MASTER_KEY', MASTER_KEY);
    const test = await openTestHouse({ servers: { owner: fixture('friendly.mjs', { FRIENDLY_TOKEN: SECRET }) } });
    onTestFinished(() => test.stop());
    const told = test.logged.filter((line) => line.includes('plaintext'));
    expect(told).toEqual([
      'warn Secrets stand in the configuration as plaintext; move them: secure-mcp-gateway secret adopt ' +
        '{"places":["configs.main.servers.owner.env.FRIENDLY_TOKEN"]}',
    ]);
    const pid = await call(test, 'pid');
    const env = { SECURE_MCP_GATEWAY_HOME: test.directory, SECURE_MCP_GATEWAY_MASTER_KEY: MASTER_KEY };
    const { code, stdout } = await runCli(test.directory, ['secret', 'adopt', '--yes'], { io: { env } });
    expect(code).toBe(0);
    expect(stdout).toContain('${secret:owner-friendly-token}');

    const answer = await call(test, 'env');
    expect(await call(test, 'pid')).not.toBe(pid);
    // It is given to the server, and from now on known by its value.
    expect(answer).toContain('"FRIENDLY_TOKEN":"<VAULT_SECRET_OWNER_FRIENDLY_TOKEN_1>"');
    await test.house.stop(3_000);
    const everything = (await textOfEverything(test.directory)) + test.logged.join('\n') + stdout + answer;
    expect(everything.includes(SECRET)).toBe(false);
  });
});
