import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './tree';

/** Where a protocol revision may be named: what speaks it, on either side. */
const WIRE = /^main\/gateway\/(?:inbound\/codecs|upstream)\//;
const LITERAL = /['"`]20\d\d-\d\d-\d\d['"`]/;

describe('protocol revisions', () => {
  it('are named by what speaks them alone, so that a new one touches no policy', () => {
    const naming = filesUnder(['main/gateway'], ['.ts'])
      .filter((path) => !WIRE.test(path))
      .filter((path) => LITERAL.test(read(path)));
    expect(naming).toEqual([]);
  });
});
