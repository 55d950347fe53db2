import { describe, expect, it } from 'vitest';
import { migrate, type Migration } from '../../../../../main/gateway/config/migrations';

describe('migrate', () => {
  it('gives the current version back as it is', () => {
    const value = { version: 1, users: {} };
    expect(migrate(value).value).toBe(value);
  });

  it('walks from version to version', () => {
    const migrations = new Map<number, Migration>([
      [1, ({ servers, ...rest }) => ({ ...rest, configs: servers })],
      [2, (config) => ({ ...config, added: true })],
    ]);
    const value = { version: 1, servers: 'x' };
    expect(migrate(value, { current: 3, migrations }).value).toEqual({ version: 3, configs: 'x', added: true });
    expect(value).toEqual({ version: 1, servers: 'x' });
  });

  it('says which versions it cannot read', () => {
    expect(migrate({ version: 9 }).problem?.message).toContain('is 9: the file was made by a newer version');
    expect(migrate({ version: '1' }).problem?.message).toContain('whole number');
    expect(migrate({ version: 0 }).problem?.message).toContain('whole number');
    expect(migrate({ version: 1 }, { current: 2, migrations: new Map() }).problem?.message).toContain(
      'cannot be brought',
    );
  });
});
