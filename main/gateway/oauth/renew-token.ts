import { OAuthRefusal } from './oauth-failure';
import type { TokenCell } from './token-cell';
import type { TokenMeter } from './token-metrics';
import type { ObtainRequest, TokenSource } from './token-source';

export interface Renewal {
  readonly cell: TokenCell;
  readonly source: TokenSource;
  readonly meter: TokenMeter;
  /** A token that is not to be had again. */
  readonly stale: string | undefined;
  /** For a grant that needs nobody; absent: without a refresh token a person must sign in. */
  readonly obtain: ObtainRequest | undefined;
}

/**
 * Puts a new token into the cell. `theirs`: another process had one already. `spent`: only a person can get one. Nobody
 * else may renew it meanwhile.
 */
export async function renewToken({
  cell,
  source,
  meter,
  stale,
  obtain,
}: Renewal): Promise<'ours' | 'theirs' | 'spent'> {
  // What another process left is the only refresh token that still works; where it left none, somebody disconnected.
  const kept = await cell.peek();
  const mine = cell.isKept ? kept : (kept ?? cell.record);
  const isNewer = mine !== undefined && mine.accessToken !== cell.record?.accessToken;
  if (isNewer && mine.accessToken !== stale && cell.isUsable(mine)) {
    await cell.take(mine);
    return 'theirs';
  }
  if (mine?.refreshToken !== undefined && mine.isSpent !== true) {
    meter.count('refreshes');
    try {
      await cell.keep(await source.refresh(mine));
      return 'ours';
    } catch (failure) {
      if (!(failure instanceof OAuthRefusal) || failure.reason !== 'invalid_grant') throw failure;
      await cell.keep({ ...mine, isSpent: true });
    }
  }
  if (obtain === undefined) return 'spent';
  await cell.keep(await source.obtain(obtain));
  return 'ours';
}
