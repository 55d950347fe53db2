import { PassThrough } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AuthorizationServer, startAuthorizationServer } from '../support/authorization-server';
import { MASTER_KEY } from '../support/oauth-house';
import { createOAuthStage, type Scene } from '../support/oauth-stage';
import { runCli } from '../support/run-cli';

let server: AuthorizationServer;
const stage = createOAuthStage(() => server);
beforeAll(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => stage.clear());
afterAll(() => server.stop());

/** Runs a command; `onAddress` is the person who reads the address on stderr and does something with it. */
async function run(directory: string, words: readonly string[], onAddress?: (url: string, stdin: PassThrough) => void) {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()];
  let said = '';
  let isSeen = false;
  stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const url = /^ {2}(https?:\S+)$/m.exec(said)?.[1];
    if (url === undefined || isSeen) return;
    isSeen = true;
    onAddress?.(url, stdin);
  });
  const env = {
    ...process.env,
    SECURE_MCP_GATEWAY_MASTER_KEY: MASTER_KEY,
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
  };
  const ran = await runCli('/nowhere', [...words, '--data-dir', directory], { io: { stdin, stderr, env } });
  return { ...ran, stderr: said };
}

const follow = (url: string): void => void server.signInAndReturn(url, { as: 'alice' });

describe.each(['with a gateway that runs', 'without one'])('at the command line, %s,', (which) => {
  async function open(): Promise<Scene> {
    const scene = await stage.open();
    if (which === 'without one') await scene.house.stopGateway();
    return scene;
  }

  it('a person connects a server, sees how long that lasts, renews it, and disconnects', async () => {
    const { house } = await open();
    const connected = await run(house.directory, ['oauth', 'connect', 'whoami', '--no-browser'], follow);
    expect(connected.stderr).toContain(`Signing in at ${server.issuer}`);
    expect(connected).toMatchObject({ code: 0, stdout: 'whoami is connected for ada.\n' });
    const status = await run(house.directory, ['oauth', 'status', 'whoami', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject([
      { server: 'whoami', user: 'ada', status: 'connected', isKept: true },
    ]);
    const [before] = JSON.parse(status.stdout) as { obtainedAt: number }[];
    const refreshed = await run(house.directory, ['oauth', 'refresh', 'whoami', '--json']);
    expect((JSON.parse(refreshed.stdout) as { obtainedAt: number }).obtainedAt).toBeGreaterThan(before!.obtainedAt);
    const table = await run(house.directory, ['oauth', 'status', '--metrics']);
    expect(table.stdout).toMatch(/whoami +ada +connected +in \d+ min/);
    expect(table.stdout).toContain('token_refreshes');
    const gone = await run(house.directory, ['oauth', 'revoke', 'whoami']);
    expect(gone.stdout).toBe('whoami is disconnected; the token was revoked.\n');
    expect((await run(house.directory, ['oauth', 'disconnect', 'whoami'])).stdout).toBe('whoami was not connected.\n');
    const happened = (await run(house.directory, ['oauth', 'history', 'whoami'])).stdout;
    expect(happened).toMatch(/revoked by its issuer[^]*signed out[^]*renewed[^]*signed in/);
  });

  it('a person whose browser is elsewhere pastes the address that it ended at', async () => {
    const { house } = await open();
    const paste = (url: string, stdin: PassThrough): void =>
      void server.signIn(url, { as: 'alice' }).then((end) => {
        stdin.write('https://elsewhere.example/?code=1&state=wrong\n');
        stdin.write(`${end.href}\n`);
      });
    const ran = await run(house.directory, ['oauth', 'connect', 'whoami', '--paste'], paste);
    expect(ran.stderr).toMatch(/belongs to another sign-in|The input must|another/);
    expect(ran).toMatchObject({ code: 0, stdout: 'whoami is connected for ada.\n' });
  });

  it('a person with another device types a code there', async () => {
    const { house } = await open();
    const type = (url: string): void => {
      void server.approveDevice(url, new URL(url).searchParams.get('user_code') ?? '', { as: 'alice' });
    };
    const ran = await run(house.directory, ['oauth', 'connect', 'whoami', '--device'], type);
    expect(ran.stderr).toMatch(/enter the code [A-Z0-9-]+/);
    expect(ran).toMatchObject({ code: 0, stdout: 'whoami is connected for ada.\n' });
  });

  it('a person who says no is told so', async () => {
    const { house } = await open();
    const refuse = (url: string): void => void server.signInAndReturn(url, { as: 'alice', deny: true });
    const ran = await run(house.directory, ['oauth', 'connect', 'whoami', '--no-browser'], refuse);
    expect(ran.code).not.toBe(0);
    expect(ran.stderr).toMatch(/access_denied/);
  });

  it('a server that is not there is named, and what there is', async () => {
    const { house } = await open();
    const ran = await run(house.directory, ['oauth', 'connect', 'nobody']);
    expect(ran.code).toBe(7);
    expect(ran.stderr).toContain('There is no server "nobody"');
  });
});
