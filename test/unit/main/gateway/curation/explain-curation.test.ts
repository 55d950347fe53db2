import { describe, expect, it } from 'vitest';
import { GatewayConfig } from '../../../../../shared/config/gateway-config';
import { explainCuration } from '../../../../../main/gateway/curation/explain-curation';

const hash = `sha256:${'a'.repeat(22)}:${'b'.repeat(43)}`;
const config = GatewayConfig.parse({
  version: 1,
  configs: {
    c: {
      name: 'C',
      servers: {
        files: {
          command: 'x',
          tools: ['read', 'write', 'list', 'look'],
          curation: { tools: { change: { list: { name: 'look' }, read: { annotations: { readOnlyHint: true } } } } },
        },
        plain: { command: 'x' },
      },
    },
  },
  users: { ada: { name: 'Ada' } },
  projects: { p: { name: 'P', configId: 'c', userIds: ['ada'], curation: { files: { tools: { deny: ['write'] } } } } },
  keys: {
    k: {
      hash,
      projectId: 'p',
      userId: 'ada',
      createdAt: '2026-01-01T00:00:00Z',
      curation: { files: { tools: { change: { read: { hidden: true } } } } },
    },
  },
});
const tools = ['read', 'write', 'list', 'look', 'other'].map((name) => ({
  name,
  annotations: { readOnlyHint: false },
}));
const seenBy = (projectId = '', keyId = '', server = 'files') =>
  explainCuration(config, { server, viewer: { configId: 'c', projectId, keyId }, tools });

describe('explainCuration', () => {
  it('says of every tool how anybody sees it', () => {
    expect(seenBy()).toEqual([
      {
        name: 'read',
        shownAs: 'read',
        changed: { annotations: 'server files' },
        annotations: { server: { readOnlyHint: false }, operator: { readOnlyHint: true } },
      },
      { name: 'write', shownAs: 'write' },
      { name: 'list', shownAs: 'look', changed: { name: 'server files' } },
      { name: 'look', absence: { reason: 'name-taken', by: 'list' } },
      { name: 'other', absence: { reason: 'not-allowed', by: '"tools" of server files' } },
    ]);
    expect(seenBy('', '', 'plain').map(({ shownAs }) => shownAs)).toEqual(tools.map(({ name }) => name));
  });

  it('and how a project and a key do', () => {
    expect(seenBy('p')[1]).toEqual({ name: 'write', absence: { reason: 'denied', by: 'project p' } });
    expect(seenBy('p', 'k')[0]).toEqual({ name: 'read', absence: { reason: 'hidden', by: 'key k' } });
  });
});
