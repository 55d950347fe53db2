import { describe, expect, it } from 'vitest';
import { Approvals } from '../../../../../shared/config/approvals';
import { patienceOf } from '../../../../../main/gateway/approvals/client-patience';

const settings = (clients: object = {}) => Approvals.parse({ clients });
const client = (over: object = {}) => ({ keyId: 'key-a', claimedName: 'editor', hasProgress: false, ...over });

describe('how long a client waits', () => {
  it.each([
    ['nothing is known of it', {}, {}, 45_000],
    ['it asked for progress', {}, { hasProgress: true }, 300_000],
    ['its limit is known', { editor: { seconds: 120 } }, {}, 115_000],
    ['its limit is short', { editor: { seconds: 8 } }, {}, 6_000],
    ['its limit is longer than anybody waits', { editor: { seconds: 900 } }, {}, 300_000],
    [
      'progress does not keep it',
      { editor: { seconds: 60, progressKeepsAlive: false } },
      { hasProgress: true },
      55_000,
    ],
    ['progress keeps it', { editor: { seconds: 60 } }, { hasProgress: true }, 300_000],
    [
      'its key is known, which goes before its name',
      { editor: { seconds: 60 }, 'key-a': { seconds: 100 } },
      {},
      95_000,
    ],
    ['it calls itself like something of every object', {}, { claimedName: 'constructor' }, 45_000],
    ['nobody hurries and progress keeps it', {}, { hasProgress: true, isUnhurried: true }, 600_000],
    ['nobody hurries, but it gives up', { editor: { seconds: 60 } }, { isUnhurried: true }, 55_000],
    ['nobody hurries and nothing is known of it', {}, { isUnhurried: true }, 45_000],
    ['nobody hurries, as it does not', { editor: { seconds: 900 } }, { isUnhurried: true }, 600_000],
    ['it has no name', { editor: { seconds: 60 } }, { claimedName: undefined }, 45_000],
  ])('where %s', (_, clients, over, expected) => {
    expect(patienceOf(client(over), settings(clients))).toBe(expected);
  });
});
