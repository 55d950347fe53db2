import { describe, expect, it } from 'vitest';
import { takeAdminToken, type TokenPlaces } from '../../../../renderer/api/admin-token';

function windowAt(hash: string, stored?: string): TokenPlaces & { readonly addresses: string[] } {
  const kept = new Map(stored === undefined ? [] : [['admin-token', stored]]);
  const addresses: string[] = [];
  return {
    addresses,
    location: { hash, pathname: '/', search: '?a=1' },
    history: { replaceState: (_, __, url) => void addresses.push(url) },
    sessionStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
  };
}

describe('takeAdminToken', () => {
  it('takes the token out of the address and remembers it', () => {
    const places = windowAt('#token=abc%2Fdef');
    expect(takeAdminToken(places).read()).toBe('abc/def');
    expect(places.addresses).toEqual(['/?a=1']);
  });

  it('finds the token that the tab already has', () => {
    const places = windowAt('', 'kept');
    expect(takeAdminToken(places).read()).toBe('kept');
    expect(places.addresses).toEqual([]);
  });

  it('knows none when nobody gave one', () => {
    expect(takeAdminToken(windowAt('#token=')).read()).toBeUndefined();
  });

  it('prefers a token given by hand', () => {
    const token = takeAdminToken(windowAt('', 'old'));
    token.keep('new');
    expect(token.read()).toBe('new');
  });
});
