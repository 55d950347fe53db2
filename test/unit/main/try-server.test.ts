import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testServer, type ServerTestChoice } from '../../../main/compose';
import { silentLog } from '../../support/scripted-upstream';
import { fixture } from '../../support/test-house';

let home: string;
const hash = `sha256:${'a'.repeat(22)}:${'b'.repeat(43)}`;
const off = { ...fixture('offering.mjs'), curation: { tools: { change: { read_file: { name: 'look' } } } } };
const config = {
  version: 1,
  configs: { first: { name: 'First', servers: { off } }, second: { name: 'Second', servers: { off } } },
  users: { ada: { name: 'Ada' } },
  projects: {
    team: { name: 'Team', configId: 'second', userIds: ['ada'], curation: { off: { tools: { deny: ['delete_*'] } } } },
  },
  keys: {
    k: {
      hash,
      projectId: 'team',
      userId: 'ada',
      createdAt: '2026-01-01T00:00:00Z',
      curation: { off: { tools: { allow: ['read_*', 'delete_*'] } } },
    },
  },
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'smg-try-'));
  await writeFile(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
});
afterAll(() => rm(home, { recursive: true, force: true }));

const seen = async (choice: Partial<ServerTestChoice> = {}) => {
  const test = await testServer({ dataDirectory: home, env: {}, log: silentLog, server: 'off', ...choice });
  return test.offered.map(({ shownAs, absence }) => shownAs ?? absence?.by);
};

describe('testServer', () => {
  it('shows what anybody, a project and a key see', async () => {
    expect(await seen()).toEqual(['look', 'write_file', 'delete_file', 'open']);
    expect(await seen({ project: 'team' })).toEqual(['look', 'write_file', 'project team', 'open']);
    expect(await seen({ key: 'k' })).toEqual(['look', 'key k', 'project team', 'key k']);
  });

  it('knows only what there is', async () => {
    await expect(seen({ key: 'none' })).rejects.toThrow('There is no key "none": there is k');
    await expect(seen({ project: 'none' })).rejects.toThrow('There is no project "none": there is team');
    await expect(seen({ server: 'none' })).rejects.toThrow('There is no server "none"');
  });
});
