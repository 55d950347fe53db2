import { describe, expect, it } from 'vitest';
import { RenewalClock } from '../../../../../main/gateway/oauth/renewal-clock';
import { TokenCell } from '../../../../../main/gateway/oauth/token-cell';
import type { TokenRecord } from '../../../../../main/gateway/oauth/token-record';
import { createSecretRegistry } from '../../../../../main/gateway/known-secrets/known-secrets';
import { createMemoryTokens } from '../../../../support/token-bench';

const NOW = 1_700_000_000_000;

const RECORD: TokenRecord = {
  version: 1,
  place: { configId: 'main', server: 'notes' },
  mark: 'm',
  grant: 'authorization_code',
  server: { issuer: 'https://as.example' },
  client: { id: 'c', origin: 'given', method: 'none' },
  accessToken: 'an-opaque-access-token-4711',
  refreshToken: 'an-opaque-refresh-token-4712',
  tokenType: 'bearer',
  scopes: [],
  obtainedAt: NOW,
};

function openCell(mark: string, store = createMemoryTokens()) {
  const known = createSecretRegistry();
  const clock = new RenewalClock({ refreshBeforeMs: 0, now: () => NOW, onDue: () => undefined });
  const learn = (name: string, value: string) => known.learn(name, value);
  return { known, store, cell: new TokenCell({ place: RECORD.place, mark, store, clock, learn, now: () => NOW }) };
}

describe('the token of one place', () => {
  it('is recognised in content from the moment that it is there, the one to renew it with, too', async () => {
    const { cell, known } = openCell('m');
    await cell.keep(RECORD);
    const text = `Here: ${Buffer.from(RECORD.accessToken).toString('base64')} and ${RECORD.refreshToken ?? ''}.`;
    expect(known.match(text).map(({ name }) => name)).toEqual(['oauth-notes', 'oauth-notes']);
  });

  it('is not taken up by settings that it was not obtained with', async () => {
    const { cell, store } = openCell('m');
    await cell.keep(RECORD);
    const other = openCell('another', store);
    await other.cell.load();
    expect(other.cell.usable).toBeUndefined();
    const same = openCell('m', store);
    await same.cell.load();
    expect(same.cell.usable?.value).toBe(RECORD.accessToken);
  });

  it('is of no use a moment before its end, and once the server refused it', async () => {
    const { cell } = openCell('m');
    await cell.keep({ ...RECORD, expiresAt: NOW + 4_000 });
    expect(cell.usable).toBeUndefined();
    await cell.keep({ ...RECORD, expiresAt: NOW + 60_000 });
    expect(cell.usable?.value).toBe(RECORD.accessToken);
    cell.reject(RECORD.accessToken);
    expect(cell.usable).toBeUndefined();
  });
});
