import { describe, expect, it } from 'vitest';
import { pageText } from '../../../../../main/gateway/results/paged-text';
import { searchText } from '../../../../../main/gateway/results/search-text';

const { signal } = new AbortController();
const search = async (text: string, ...words: string[]) => searchText(await pageText(text), words, signal);

describe('searchText', () => {
  it('finds lines that hold all words, in any order and case, with their numbers and pages', async () => {
    const lines = Array.from({ length: 20_000 }, (_, nr) => `row ${nr} plain`);
    lines[3] = 'Error: disk FULL';
    lines[15_000] = 'full of error';
    lines[15_001] = 'an error alone';
    const { shown, isCut } = await search(lines.join('\n'), 'error', 'full');
    expect(shown).toEqual(['line 4 (page 1): Error: disk FULL', 'line 15001 (page 4): full of error']);
    expect(isCut).toBe(false);
  });

  it('shows so many and cuts long lines around what was found', async () => {
    const { shown, isCut } = await search(`${'x'.repeat(1_000)}needle${'y'.repeat(1_000)}\n`.repeat(200), 'needle');
    expect(shown).toHaveLength(100);
    expect(isCut).toBe(true);
    expect(shown[0]).toMatch(/^line 1 \(page 1\): …x+needley+…$/);
    expect(shown[0]?.length).toBeLessThan(400);
  });

  it('finds in a line without end too, and stops when nobody waits any longer', async () => {
    const text = `${'x'.repeat(3_000_000)} needle`;
    expect((await search(text, 'needle')).shown[0]).toMatch(/^line 1 \(page 46\): …/);
    await expect(searchText(await pageText(text), ['y'], AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});
