import { describe, expect, it } from 'vitest';
import { reasonsFound, reasonToAsk } from '../../../../../main/gateway/approvals/reasons-to-ask';

const tool = (name: string, annotations?: object) => ({ name, ...(annotations === undefined ? {} : { annotations }) });

describe('reasonToAsk', () => {
  it.each([
    ['write_file', undefined, 'write-tool'],
    ['createIssue', undefined, 'write-tool'],
    ['repo-delete', undefined, 'write-tool'],
    ['SendMail', undefined, 'write-tool'],
    ['anything', { destructiveHint: true }, 'destructive-tool'],
    ['write_file', { destructiveHint: true }, 'destructive-tool'],
    ['write_file', { readOnlyHint: true }, undefined],
    ['create_entities', { destructiveHint: false }, undefined],
    ['list_deleted_items', undefined, undefined],
    ['get_update_log', undefined, undefined],
    ['get_or_create', undefined, 'write-tool'],
    ['searchAndDelete', undefined, 'write-tool'],
    ['search_and_list', undefined, undefined],
    ['updated_at', undefined, undefined],
    ['weather', undefined, undefined],
    ['weather', { readOnlyHint: true, destructiveHint: true }, undefined],
  ])('writes: %s %j → %s', (name, annotations, expected) => {
    expect(reasonToAsk(tool(name, annotations), 'writes')?.ruleId).toBe(expected);
  });

  it('asks about more where the policy wants it', () => {
    expect(reasonToAsk(tool('weather'), 'all-but-reads')?.ruleId).toBe('not-read-only');
    expect(reasonToAsk(tool('create_entities', { destructiveHint: false }), 'all-but-reads')?.ruleId).toBe(
      'write-tool',
    );
    expect(reasonToAsk(tool('weather', { readOnlyHint: true }), 'all-but-reads')).toBeUndefined();
    expect(reasonToAsk(tool('delete_it', { readOnlyHint: true }), 'all-but-reads')?.text).toContain('says otherwise');
    expect(reasonToAsk(tool('weather', { readOnlyHint: true }), 'everything')?.ruleId).toBe('every-tool');
    expect(reasonToAsk(tool('wipe', { destructiveHint: true }), 'nothing')).toBeUndefined();
  });
});

describe('reasonsFound', () => {
  it('makes one reason of all findings of a rule', () => {
    const finding = { rule: 'card', severity: 'high', message: 'A card number' } as const;
    const reasons = reasonsFound([
      { ...finding, at: '/arguments/a', start: 0, end: 19 },
      { ...finding, at: '/arguments/b' },
      { rule: 'other', severity: 'low', message: 'Something else' },
    ]);
    expect(reasons).toEqual([
      {
        ruleId: 'card',
        severity: 'high',
        text: 'A card number',
        evidence: [{ path: '/arguments/a', start: 0, end: 19 }, { path: '/arguments/b' }],
      },
      { ruleId: 'other', severity: 'low', text: 'Something else', evidence: [] },
    ]);
  });
});
