import { describe, expect, it } from 'vitest';
import { createSharedApprovals } from '../../../../../main/admin/shared-approvals';
import type { ApprovalAdmin } from '../../../../../main/admin/approval-admin';
import { createSharedState } from '../../../../../main/gateway/shared-state/shared-state';
import { openMemoryStore } from '../../../../support/memory-store';
import { recordingLogger } from '../../../../support/recording-logger';

describe('a shared state', () => {
  it.each([
    '',
    '{',
    '{"kind":"here","from":"x","holds":7}',
    '{"kind":"here","from":"x","holds":[null]}',
    '{"kind":"event","from":"x"}',
  ])('hears %j without harm, and says that nobody understands it', (message) => {
    const { store, become, hear } = openMemoryStore();
    const logged: string[] = [];
    const shared = createSharedState(recordingLogger(logged));
    const local = { list: async () => [], watch: async () => undefined } as unknown as ApprovalAdmin;
    const approvals = createSharedApprovals({ local, shared, now: Date.now });
    const heard: string[] = [];
    shared.use(store);
    shared.listen('later', (text) => void heard.push(text));
    become('connected');
    expect(() => hear('desk', message)).not.toThrow();
    expect(logged.join('\n')).toContain('cannot be understood');
    hear('later', 'as ever');
    expect(heard).toEqual(['as ever']);
    approvals.close();
  });

  it('has no secret that waits at another desk allowed together with others', async () => {
    const { store, become, hear } = openMemoryStore();
    const shared = createSharedState(recordingLogger([]));
    const local = { list: async () => [], watch: async () => undefined } as unknown as ApprovalAdmin;
    const approvals = createSharedApprovals({ local, shared, now: Date.now });
    shared.use(store);
    become('connected');
    const reasons = [{ ruleId: 'token', severity: 'high', text: 'a token', detector: 'secrets', evidence: [] }];
    const hold = { id: 'ABCDEF', seq: 7, direction: 'request', reasons };
    hear('desk', JSON.stringify({ kind: 'here', from: 'x', decides: false, holds: [hold] }));
    expect((await approvals.list()).map(({ id }) => id)).toEqual(['ABCDEF']);
    const calls = [{ id: 'ABCDEF', shownSeq: 7 }];
    expect(await approvals.decideMany({ verdict: 'allow', calls })).toMatchObject([
      { id: 'ABCDEF', problem: expect.stringContaining('let go one at a time') as string },
    ]);
    approvals.close();
  });
});
