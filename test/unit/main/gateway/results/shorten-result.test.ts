import { afterEach, describe, expect, it } from 'vitest';
import { Limits } from '../../../../../shared/config/limits';
import type { JsonObject } from '../../../../../shared/model/json-rpc';
import { createCounters } from '../../../../../main/gateway/limits/counters';
import { readResult, readResultUri } from '../../../../../main/gateway/results/read-result';
import { ResultMemory } from '../../../../../main/gateway/results/result-store';
import { shortenResult, type ShorteningNeeds } from '../../../../../main/gateway/results/shorten-result';

const owner = { keyId: 'a' };
const counters = createCounters();
const results = new ResultMemory({ counters, now: () => 0 });
afterEach(() => results.clear());

const limits = Limits.parse({ resultSize: 1_000, structuredSize: 5_000, binarySize: 2_000 });
const shorten = (result: JsonObject, more: Partial<ShorteningNeeds> = {}) =>
  shortenResult(result, {
    ...{ server: 'files', tool: 'read', owner, hasOutputSchema: false, knowsLinks: true, limits, results, counters },
    ...more,
  });
const text = (value: string) => ({ type: 'text', text: value });
const blocksOf = (result: JsonObject) => result['content'] as readonly JsonObject[];
const linkOf = (result: JsonObject) => blocksOf(result).find(({ type }) => type === 'resource_link') ?? {};

/** Everything under the link of a result, as a client reads it. */
async function wholeOf(uri: string): Promise<string> {
  let whole = '';
  for (let page = 1, pages = 1; page <= pages; page++) {
    const asked = `${uri}?page=${page}`;
    const query = readResultUri(asked);
    const kept = results.find(query?.id ?? '', owner);
    if (query === undefined || kept === undefined) throw new Error(`Nothing at ${asked}`);
    pages = kept.paged.pages.length;
    const read = await readResult({ uri: asked, query, kept, signal: new AbortController().signal });
    const [content] = read['contents'] as readonly { readonly text?: string; readonly blob?: string }[];
    whole += content?.text ?? Buffer.from(content?.blob ?? '', 'base64').toString('latin1');
  }
  return whole;
}

describe('shortenResult', () => {
  it('leaves small results untouched, and all of them when it is off', async () => {
    const small = { content: [text('x'.repeat(1_000))], structuredContent: { a: 1 }, other: true };
    expect(await shorten(small)).toBe(small);
    const large = { content: [text('x'.repeat(1_000_000))] };
    expect(await shorten(large, { limits: { ...limits, resultSize: 0 } })).toBe(large);
  });

  it('gives beginning, end, outline and a link, and the whole under the link', async () => {
    const lines = Array.from({ length: 30_000 }, (_, nr) => `row ${nr}`).join('\n');
    const image = { type: 'image', data: 'aGk=', mimeType: 'image/png' };
    const result = await shorten({ content: [text(lines), image], isError: true, _meta: { kept: 1 } });
    expect(result).toMatchObject({ isError: true, _meta: { kept: 1 } });
    const [note, link, rest] = blocksOf(result);
    expect(note?.['text']).toMatch(/^This result of files · read is too large .*: 30000 lines, 288889 characters/);
    expect(note?.['text']).toContain('--- It begins ---\nrow 0\nrow 1\n');
    expect(String(note?.['text']).endsWith('row 29999')).toBe(true);
    expect(String(note?.['text']).length).toBeLessThan(2_000);
    expect(link).toMatchObject({ type: 'resource_link', size: 288_889, mimeType: 'text/plain' });
    expect(rest).toBe(image);
    expect(await wholeOf(String(link?.['uri']))).toBe(lines);
  });

  it('says what JSON looks like at its top', async () => {
    const json = JSON.stringify({ users: Array.from({ length: 200 }, (_, id) => ({ id })), next: 'abc' });
    const [note] = blocksOf(await shorten({ content: [text(json)] }));
    expect(note?.['text']).toContain('JSON: object of 2: users (array of 200), next (string of 3)');
  });

  it('joins several texts, those of embedded resources too, and says nothing in links to those who know none', async () => {
    const embedded = { type: 'resource', resource: { uri: 'file:///b', text: 'b'.repeat(900) } };
    const result = await shorten({ content: [text('a'.repeat(900)), embedded] }, { knowsLinks: false });
    expect(blocksOf(result)).toHaveLength(1);
    const uri = /gateway:\/\/result\/[\w-]+/.exec(String(blocksOf(result)[0]?.['text']))?.[0] ?? '';
    expect(await wholeOf(uri)).toBe(`${'a'.repeat(900)}\n${'b'.repeat(900)}`);
  });

  it('puts an outline in the place of structured content that no schema describes', async () => {
    const structuredContent = { rows: Array.from({ length: 500 }, (_, nr) => ({ nr })) };
    const json = JSON.stringify(structuredContent);
    const same = await shorten({ content: [text(json)], structuredContent });
    expect(same['structuredContent']).toMatchObject({
      shortened: true,
      shape: 'object of 1: rows (array of 500)',
      uri: linkOf(same)['uri'],
    });
    const alone = await shorten({ content: [text('500 rows')], structuredContent });
    expect(blocksOf(alone)[0]).toEqual(text('500 rows'));
    expect(await wholeOf(String(linkOf(alone)['uri']))).toBe(json);
  });

  it('keeps structured content that a schema describes whole, and where it cannot be, says that this is no result', async () => {
    const structuredContent = { text: 'x'.repeat(4_000) };
    const whole = await shorten(
      { content: [text(JSON.stringify(structuredContent))], structuredContent },
      { hasOutputSchema: true },
    );
    expect(whole['structuredContent']).toBe(structuredContent);
    expect(String(blocksOf(whole)[0]?.['text']).length).toBeLessThan(2_000);
    const large = { text: 'x'.repeat(6_000) };
    const refused = await shorten({ content: [], structuredContent: large }, { hasOutputSchema: true });
    expect(refused).toMatchObject({ isError: true });
    expect(refused).not.toHaveProperty('structuredContent');
    expect(blocksOf(refused)[0]?.['text']).toContain('The tool was called');
    expect(await wholeOf(String(linkOf(refused)['uri']))).toBe(JSON.stringify(large));
  });

  it('leaves images alone up to a limit of their own, and hands larger ones out page by page', async () => {
    const bytes = Buffer.alloc(200_000, 'pixels');
    const image = { type: 'image', data: bytes.toString('base64'), mimeType: 'image/png' };
    const small = { content: [{ ...image, data: 'aGk=' }] };
    expect(await shorten(small)).toBe(small);
    const result = await shorten({ content: [image] });
    expect(blocksOf(result).map(({ type }) => type)).toEqual(['text', 'resource_link']);
    expect(await wholeOf(String(linkOf(result)['uri']))).toBe(bytes.toString('latin1'));
  });

  it('says so when the rest could not be kept', async () => {
    const tight = { ...limits, results: { ...limits.results, bytesPerKey: 100 } };
    const result = await shorten({ content: [text('x'.repeat(5_000))] }, { limits: tight });
    expect(blocksOf(result)).toHaveLength(1);
    expect(blocksOf(result)[0]?.['text']).toContain('The rest was not kept');
  });
});

describe('readResult', () => {
  const reading = async (text_: string, query: string) => {
    const uri = String(linkOf(await shorten({ content: [text(text_)] }))['uri']) + query;
    const asked = readResultUri(uri);
    const kept = results.find(asked?.id ?? '', owner);
    if (asked === undefined || kept === undefined) throw new Error(uri);
    return readResult({ uri, query: asked, kept, signal: new AbortController().signal });
  };

  it('gives the first page where none is named, and says where the next is', async () => {
    const read = await reading('line\n'.repeat(30_000), '');
    expect(read).toMatchObject({
      _meta: { 'secure-mcp-gateway/page': { page: 1, pages: 3, firstLine: 1, lines: 30_000 } },
    });
    expect(JSON.stringify(read['_meta'])).toMatch(/gateway:\/\/result\/[\w-]+\?page=2"/);
  });

  it('searches, and says when nothing is found', async () => {
    const found = await reading(`${'nothing\n'.repeat(1_000)}a needle here\n`, '?search=Needle+here');
    expect(found['contents']).toMatchObject([{ text: 'line 1001 (page 1): a needle here' }]);
    const none = await reading('nothing\n'.repeat(1_000), '?search=needle');
    expect(none['contents']).toMatchObject([{ text: 'None of the 1000 lines holds: needle' }]);
  });

  it.each(['?page=0', '?page=2', '?page=x', '?page=1.5', '?search=', '?search=+', `?search=${'x'.repeat(201)}`])(
    'refuses %s',
    async (query) => {
      await expect(reading('x'.repeat(2_000), query)).rejects.toMatchObject({ code: 'invalid_params' });
    },
  );
});
