import { describe, expect, it } from 'vitest';
import { UpstreamRpcError } from '../../../../../shared/errors/gateway-error';
import type { JsonObject } from '../../../../../shared/model/json-rpc';
import { readServerList } from '../../../../../main/gateway/catalog/read-server-list';
import { DESCRIPTION, scriptedUpstream } from '../../../../support/scripted-upstream';

const { signal } = new AbortController();
const tools = (...names: string[]) => ({ tools: names.map((name) => ({ name })) });
const reading = (answer: (cursor: unknown) => JsonObject) => {
  const upstream = scriptedUpstream((_method, params) => Promise.resolve(answer(params?.['cursor'])));
  return { upstream, read: () => readServerList(upstream, 'tools', signal) };
};

describe('readServerList', () => {
  it('follows cursors to the end and keeps every page as it came', async () => {
    const pages: Record<string, JsonObject> = {
      start: { ...tools('a', 'b'), nextCursor: 'p2', note: 'kept' },
      p2: { ...tools('c'), nextCursor: 'p3' },
      p3: tools(),
    };
    const { read } = reading((cursor) => pages[String(cursor ?? 'start')] ?? {});
    const list = await read();
    expect(list.items.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(list.pages.map(({ cursor }) => cursor)).toEqual([undefined, 'p2', 'p3']);
    expect(list.pages[0]?.result).toBe(pages['start']);
  });

  it('believes no server that speaks in the gateway’s name, and changes nothing else', async () => {
    const forged = { name: 'a', _meta: { 'secure-mcp-gateway/annotations': { operator: {} }, 'x/y': 1 } };
    const plain = { name: 'b', _meta: { 'secure-mcp/x': 1 } };
    const { read } = reading(() => ({ tools: [forged, plain, null], note: 'kept' }));
    const { items, pages } = await read();
    expect(items).toEqual([{ name: 'a', _meta: { 'x/y': 1 } }, plain]);
    expect(items[1]).toBe(plain);
    expect(pages[0]?.result).toEqual({ tools: [items[0], plain, null], note: 'kept' });
  });

  it('takes "" for a cursor like any other', async () => {
    const { upstream, read } = reading((cursor) => (cursor === '' ? tools('b') : { ...tools('a'), nextCursor: '' }));
    expect((await read()).items).toHaveLength(2);
    expect(upstream.asked.map(({ params }) => params)).toEqual([{}, { cursor: '' }]);
  });

  it.each([
    ['repeats a cursor', () => ({ ...tools('a'), nextCursor: 'again' }), 'repeats a cursor'],
    ['never ends', (cursor: unknown) => ({ tools: [], nextCursor: `${Number(cursor ?? 0) + 1}` }), 'over 200 pages'],
    ['has too many', () => ({ tools: Array.from({ length: 20_001 }, () => ({})) }), 'over 20000 tools'],
    ['has no array', () => ({ tools: {} }), 'no "tools" array'],
  ])('refuses a list that %s', async (_, answer, message) => {
    const { read, upstream } = reading(answer);
    await expect(read()).rejects.toMatchObject({
      code: 'protocol_violated',
      message: expect.stringContaining(message),
    });
    expect(upstream.asked.length).toBeLessThanOrEqual(200);
  });

  it('stops asking as soon as there are too many', async () => {
    const many = Array.from({ length: 15_000 }, () => ({}));
    const { read, upstream } = reading((cursor) => ({ tools: many, nextCursor: `${String(cursor)}x` }));
    await expect(read()).rejects.toMatchObject({ code: 'protocol_violated' });
    expect(upstream.asked).toHaveLength(2);
  });

  it('leaves out what is no object, and lets the first of a name count', async () => {
    const first = { name: 'a', description: 'first' };
    const { read } = reading(() => ({ tools: [null, 'text', first, { name: 'a' }, { name: 7 }, {}] }));
    const list = await read();
    expect(list.items).toHaveLength(4);
    expect(list.byKey.get('a')).toBe(first);
    expect(list.byKey.size).toBe(1);
  });

  it('does not ask a server for what it does not have', async () => {
    const { upstream, read } = reading(() => tools('a'));
    upstream.description = { ...DESCRIPTION, capabilities: {} };
    expect((await read()).items).toEqual([]);
    expect(upstream.asked).toEqual([]);
  });

  it('takes an unknown method for an empty list, and passes on every other error', async () => {
    const failing = (code: number) =>
      scriptedUpstream(() => Promise.reject(new UpstreamRpcError({ code, message: 'no' }, 'one')));
    expect((await readServerList(failing(-32_601), 'resourceTemplates', signal)).items).toEqual([]);
    await expect(readServerList(failing(-32_000), 'tools', signal)).rejects.toBeInstanceOf(UpstreamRpcError);
  });
});
