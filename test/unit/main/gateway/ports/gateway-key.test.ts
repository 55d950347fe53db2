import { describe, expect, it } from 'vitest';
import {
  createGatewayKey,
  hashGatewayKey,
  matchesHash,
  parseGatewayKey,
} from '../../../../../main/gateway/ports/gateway-key';
import { GatewayKey } from '../../../../../shared/config/gateway-config';

describe('gateway keys', () => {
  it('have the form smg_<id>_<secret> and a hash that the schema accepts', () => {
    const { id, text, hash } = createGatewayKey();
    expect(text).toMatch(/^smg_[A-Za-z0-9]{12}_[A-Za-z0-9_-]{43}$/);
    expect(parseGatewayKey(text)).toEqual({ id });
    expect(GatewayKey.shape.hash.safeParse(hash).success).toBe(true);
    expect(hash).not.toContain(text.slice(17));
  });

  it('differ every time, and so do hashes of the same key', () => {
    const { text } = createGatewayKey();
    expect(createGatewayKey().text).not.toBe(text);
    expect(hashGatewayKey(text)).not.toBe(hashGatewayKey(text));
  });

  it('match their own hash and no other', () => {
    const { text, hash } = createGatewayKey();
    const other = createGatewayKey();
    expect(matchesHash(text, hash)).toBe(true);
    expect(matchesHash(other.text, hash)).toBe(false);
    expect(matchesHash(`${text}x`, hash)).toBe(false);
    expect(matchesHash('', hash)).toBe(false);
  });

  it('never match a damaged hash', () => {
    const { text } = createGatewayKey();
    for (const hash of ['', 'sha256::', 'sha256:a:b', text]) expect(matchesHash(text, hash)).toBe(false);
  });

  it('give the same hash for the same salt', () => {
    const salt = new Uint8Array(16).fill(7);
    expect(hashGatewayKey('x', salt)).toBe(hashGatewayKey('x', salt));
  });

  it('are told from other texts', () => {
    for (const text of ['', 'smg_', 'smg_short_secret', `xmg_${'a'.repeat(12)}_${'b'.repeat(43)}`, 'Bearer x']) {
      expect(parseGatewayKey(text)).toBeUndefined();
    }
  });
});
