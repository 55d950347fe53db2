import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ActivityLine } from '../../shared/model/activity-line';
import { runCli } from '../support/run-cli';

let home: string;
const env = (): NodeJS.ProcessEnv => ({
  SECURE_MCP_GATEWAY_HOME: home,
  SECURE_MCP_GATEWAY_MASTER_KEY: MASTER_KEY,
});
const MASTER_KEY = randomBytes(32).toString('base64');
const PASSWORD = `q7Zt${randomBytes(10).toString('hex')}`;

beforeAll(async () => void (home = await mkdtemp(join(tmpdir(), 'smg-names-'))));
afterAll(() => rm(home, { recursive: true, force: true }));

async function cli(...argv: string[]) {
  const ran = await runCli(home, argv, { io: { env: env(), cwd: home } });
  expect(ran.code, ran.stderr).toBe(0);
  return ran.stdout;
}

it('every command that changes something is in the record by its own name, without what is secret', async () => {
  await cli('generate-config');
  const made = JSON.parse(await cli('admin-key', 'create', '--role', 'viewer', '--json')) as {
    id: string;
    key: string;
  };
  await cli('admin-key', 'delete', made.id);
  const servers = { mcpServers: { notes: { command: 'notes-mcp', env: { NOTES_PASSWORD: PASSWORD } } } };
  await writeFile(join(home, 'client.json'), JSON.stringify(servers));
  await cli('config', 'import', 'client.json', '--keep-secrets');
  await cli('secret', 'adopt', '--yes');
  await cli('config', 'set', 'limits.sessions', '12');
  await cli('server', 'disable', 'notes');

  const lines = JSON.parse(await cli('activity', 'list', '--kind', 'admin', '--json')) as ActivityLine[];
  const operations = lines.flatMap((line) => (line.kind === 'admin' ? [line.operation] : []));
  const wanted = ['adminKeys.create', 'adminKeys.delete', 'imports.apply', 'secrets.adopt', 'servers.disable'];
  expect(operations).toEqual(expect.arrayContaining(wanted));
  expect(JSON.stringify(lines)).not.toContain(PASSWORD);
  expect(JSON.stringify(lines)).not.toContain(made.key);
  expect(await readFile(join(home, 'config.json'), 'utf8')).not.toContain(PASSWORD);
});
