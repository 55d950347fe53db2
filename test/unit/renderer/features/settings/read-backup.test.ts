import { describe, expect, it } from 'vitest';
import { readBackup, setsIn } from '../../../../../renderer/features/settings/read-backup';

const BACKUP = {
  backup_version: 1,
  timestamp: '2026-01-01T00:00:00Z',
  config: { configs: { a: {}, b: {} } },
  state: {},
};

describe('a backup', () => {
  it('is read from a file, with what it would bring', () => {
    const read = readBackup(JSON.stringify(BACKUP));
    expect(read).toEqual(BACKUP);
    expect(setsIn(read!)).toBe(2);
  });

  it.each(['', '{', '[]', '{"backup_version":2}', JSON.stringify({ ...BACKUP, more: 1 })])(
    'is nothing else: %s',
    (text) => {
      expect(readBackup(text)).toBeUndefined();
    },
  );
});
