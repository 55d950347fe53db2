import { describe, expect, it } from 'vitest';
import { lastUses } from '../../../../../renderer/features/keys/last-uses';
import type { ActivityLine } from '../../../../../shared/model/activity-line';

const line = (at: number, keyId?: string) => ({ kind: 'request', at, keyId }) as ActivityLine;

describe('the last use of a key', () => {
  it('is the newest request that showed it', () => {
    const admin = { kind: 'admin', at: 9 } as ActivityLine;
    const uses = lastUses([admin, line(8), line(7, 'one'), line(6, 'two'), line(5, 'one')]);
    expect([...uses]).toEqual([
      ['one', 7],
      ['two', 6],
    ]);
  });
});
