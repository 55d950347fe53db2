import { describe, expect, it } from 'vitest';
import { edgesOf, outlineOf, shapeOf } from '../../../../../main/gateway/results/outline';
import { pageText } from '../../../../../main/gateway/results/paged-text';

const outline = async (text: string) => outlineOf(await pageText(text), Buffer.byteLength(text));

describe('outlineOf', () => {
  it('counts, and describes JSON by names and kinds, never by values', async () => {
    expect(await outline('ü')).toBe('1 line, 1 characters, 2 bytes, 1 page');
    expect(await outline('{"token":"hidden","list":[1,2],"none":null,"deep":{"a":1}}')).toBe(
      '1 line, 58 characters, 58 bytes, 1 page; ' +
        'JSON: object of 4: token (string of 6), list (array of 2), none (null), deep (object of 1)',
    );
    expect(await outline('[1, 2')).not.toContain('JSON');
  });

  it('stays short, however much there is at the top', () => {
    const wide = Object.fromEntries(Array.from({ length: 9_000 }, (_, nr) => [`${nr}`.padEnd(500, 'x'), nr]));
    expect(shapeOf(wide).length).toBeLessThan(4_000);
    expect(shapeOf([wide]).length).toBeLessThan(4_000);
    expect(shapeOf([])).toBe('array of 0');
  });
});

describe('edgesOf', () => {
  it('takes a part of what may be shown, and splits no character', () => {
    const { head, tail } = edgesOf('😀'.repeat(10_000), 4_001);
    expect([head.length, tail.length]).toEqual([1_000, 250]);
    expect([encodeURI(head), encodeURI(tail)]).not.toContain('');
  });
});
