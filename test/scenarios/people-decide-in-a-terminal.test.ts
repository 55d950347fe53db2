import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { openApprovals } from '../../main/compose';
import { seatClerk } from '../support/clerk';
import { type Office, openOffice } from '../support/office';
import { runCli } from '../support/run-cli';
import { eventually, textOf } from '../support/test-house';

let office: Office | undefined;
afterEach(async () => {
  await office?.close();
  office = undefined;
});

const WRITE = { name: 'office__write_note', arguments: { path: '/notes/a', text: 'milk' } };
const open = async () => (office = await openOffice());
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('in a terminal', () => {
  it('lists, shows, and decides about a call that came too late', async () => {
    const here = await open();
    const client = await here.one.legacyClient();
    await client.callTool(WRITE);
    const cli = (...argv: string[]) => runCli(here.one.directory, argv, { doors: { openApprovals } });
    const listed = await cli('approvals', 'list');
    expect(listed.stdout).toContain('legacy-test wants to run "write_note" on office');
    expect(listed.stdout).toContain('too late');
    const id = here.one.house.gateway.approvals.desk.list()[0]!.id;
    const shown = await cli('approvals', 'show', id.toLowerCase());
    expect(shown.stdout).toContain('text: milk');
    expect(shown.stdout).toContain('Why: [medium]');
    expect((await cli('approvals', 'decide', id, 'maybe')).stderr).toContain('Say "allow" or "deny"');
    const decided = await cli('approvals', 'decide', id, 'allow', '--note', 'fine');
    expect(decided.stdout).toContain(`${id}: expired_then_granted`);
    expect((await cli('approvals', 'grants', 'list')).stdout).toContain('allow, next-call');
    expect(textOf(await client.callTool(WRITE))).toBe('noted: milk');
    expect((await cli('approvals', 'grants', 'list')).stdout).toContain('Nothing is remembered');
    expect((await cli('approvals', 'grants', 'revoke', 'none')).code).not.toBe(0);
  });

  it('obeys nothing that a call holds, also where it is revealed', async () => {
    const here = await open();
    const text = 'x\u001b[2J\u001b[1;1HAllowed.\r\n\u202eDenied in 0 s';
    await (await here.one.legacyClient()).callTool({ ...WRITE, arguments: { path: '/notes/a', text } });
    const id = here.one.house.gateway.approvals.desk.list()[0]!.id;
    const argv = ['approvals', 'show', id, '--reveal', '/arguments/text'];
    const shown = await runCli(here.one.directory, argv, { doors: { openApprovals } });
    expect(shown.stdout).toContain('/arguments/text: x[2J[1;1HAllowed. Denied in 0 s');
    expect(shown.stdout).toContain('[3 invisible characters]');
    expect(shown.stdout).not.toMatch(/\u001b|\u202e/);
  });

  it('asks about each call that comes; an empty line denies, and what was typed before counts for nothing', async () => {
    const here = await open();
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    let screen = '';
    stdout.on('data', (chunk: Buffer) => (screen += chunk.toString()));
    const release: (() => void)[] = [];
    const watching = runCli(here.one.directory, ['approvals', 'watch'], {
      doors: { openApprovals },
      io: { stdin, stdout, onSignal: (listener) => (release.push(() => listener('SIGINT')), () => undefined) },
    });
    await eventually(() => screen.includes('Waiting for calls'));
    const client = await here.one.legacyClient();
    const type = async (text: string, after: string) => {
      await eventually(() => screen.includes(after));
      await later(400);
      stdin.write(`${text}\n`);
    };
    stdin.write('allow\n');
    const first = client.callTool(WRITE);
    await type('', 'later? [deny]');
    expect((await first).isError).toBe(true);
    screen = '';
    const second = client.callTool(WRITE);
    await type('yes please', 'later? [deny]');
    await type('allow', 'is none of these words; nothing was decided');
    expect(textOf(await second)).toBe('noted: milk');
    screen = '';
    const controller = new AbortController();
    const third = client.callTool(WRITE, undefined, { signal: controller.signal }).catch(() => undefined);
    await eventually(() => screen.includes('later? [deny]'));
    controller.abort();
    await third;
    await eventually(() => screen.includes('decided elsewhere'));
    release[0]!();
    expect((await watching).code).toBe(0);
  });

  it('denies all calls of a kind, or one and whatever its client asks next', async () => {
    const here = await open();
    const stdin = new PassThrough();
    const stdout = new PassThrough();
    let screen = '';
    stdout.on('data', (chunk: Buffer) => (screen += chunk.toString()));
    const watching = runCli(here.one.directory, ['approvals', 'watch'], {
      doors: { openApprovals },
      io: { stdin, stdout },
    });
    await eventually(() => screen.includes('Waiting for calls'));
    const client = await here.one.legacyClient();
    const { desk } = here.one.house.gateway.approvals;
    const wipe = client.callTool({ name: 'office__wipe' });
    await eventually(() => desk.list().length === 1);
    const writes = ['a', 'b', 'c'].map((text) => client.callTool({ ...WRITE, arguments: { text } }));
    await eventually(() => desk.list().length === 4 && screen.includes('later? [deny]'));
    await later(400);
    stdin.write('later\n');
    await eventually(() => screen.includes('deny all'));
    await later(400);
    stdin.write('deny all\n');
    for (const write of writes) expect(textOf(await write)).toContain('a person denied this call');
    const held = client.callTool(WRITE);
    screen = '';
    await eventually(() => screen.includes('later? [deny]'));
    await later(400);
    stdin.write('pause\n');
    expect((await held).isError).toBe(true);
    expect(textOf(await wipe)).toContain('A person paused such calls');
    expect(textOf(await client.callTool({ name: 'office__read_note' }))).toContain('Calls of this client are paused');
    stdin.end();
    expect((await watching).code).toBe(0);
  });

  it('pauses everybody, tells what waits, and resumes', async () => {
    const here = await open();
    const clerk = seatClerk(here.one);
    const client = await here.one.legacyClient();
    const cli = (...argv: string[]) => runCli(here.one.directory, argv, { doors: { openApprovals } });
    const held = client.callTool(WRITE);
    await clerk.waiting();
    expect((await cli('pause', '--server', 'office', '--for', '10m', '--reason', 'lunch')).stdout).toContain(
      'server office',
    );
    expect(textOf(await held)).toContain('A person paused such calls while this call waited');
    const refused = textOf(await client.callTool({ name: 'office__read_note' }));
    expect(refused).toMatch(
      /Calls to this server are paused by a person for another \d+ s \(lunch\); nothing was called/,
    );
    expect((await client.listTools()).tools.length).toBeGreaterThan(5);
    expect((await cli('resume', '--list')).stdout).toContain('lunch');
    expect((await cli('resume')).stdout).toContain('Resumed: server office');
    expect(textOf(await client.callTool({ name: 'office__read_note' }))).toBe('milk');
    await cli('pause', '--client', here.one.keyId);
    expect(textOf(await client.callTool({ name: 'office__read_note' }))).toContain('Calls of this client are paused');
    clerk.leave();
  });
});
