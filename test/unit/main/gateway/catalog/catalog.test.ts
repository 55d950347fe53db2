import { describe, expect, it } from 'vitest';
import { ServerSet } from '../../../../../shared/config/gateway-config';
import { Timeouts } from '../../../../../shared/config/timeouts';
import type { JsonObject } from '../../../../../shared/model/json-rpc';
import { createCatalog, type Catalog } from '../../../../../main/gateway/catalog/catalog';
import { createListCache, type ServerList } from '../../../../../main/gateway/catalog/list-cache';
import { mergeLists } from '../../../../../main/gateway/catalog/merge-lists';
import { createServerShelf, type ServerShelf } from '../../../../../main/gateway/catalog/server-shelf';
import { createTimeoutManager } from '../../../../../main/gateway/timeouts/timeout-manager';
import type { Upstream } from '../../../../../main/gateway/upstream/upstream';
import { type ScriptedUpstream, scriptedUpstream, silentLog } from '../../../../support/scripted-upstream';

const timeouts = createTimeoutManager(Timeouts.parse({ discovery: 0.2 }), silentLog);

function open(answers: Record<string, ScriptedUpstream['answer']>, tools: Record<string, string[]> = {}): Catalog {
  const now = () => 1_000_000;
  const cache = createListCache(now);
  const upstreams = new Map(Object.entries(answers).map(([name, answer]) => [name, scriptedUpstream(answer, name)]));
  const shelves = new Map<Upstream, ServerShelf>();
  const shelfOf = (upstream: Upstream) => {
    const calls = { ttlMs: () => 60_000, bound: (_: unknown, whole: ServerList) => whole, onChange: () => undefined };
    const needs = { upstream, configId: 'main', cache, timeouts, now, ...calls };
    const shelf = shelves.get(upstream) ?? createServerShelf(needs);
    shelves.set(upstream, shelf);
    return shelf;
  };
  const servers = Object.fromEntries(
    Object.keys(answers).map((name) => [name, { command: 'x', tools: tools[name] ?? [] }]),
  );
  const catalog: Catalog = createCatalog({
    configId: 'main',
    set: ServerSet.parse({ name: 'Main', servers }),
    reach: (server) => upstreams.get(server),
    forClient: () => catalog,
    shelfOf,
  });
  return catalog;
}

const always = (result: JsonObject) => () => Promise.resolve(result);
const silent = () => new Promise<never>(() => undefined);
const names = (items: readonly { readonly exposed: JsonObject }[]) => items.map(({ exposed }) => exposed['name']);
const resources = (uri: string, uriTemplate: string) => (method: string) =>
  Promise.resolve(
    method === 'resources/list' ? { resources: [{ uri }] } : { resourceTemplates: [{ uriTemplate }] },
  ) as Promise<JsonObject>;

describe('createCatalog', () => {
  it('lets the first of a name count: in lists, for calls, on every face', async () => {
    const catalog = open({ one: always({ tools: [{ name: 'a', n: 1 }, { name: 'a', n: 2 }, { name: 'b' }] }) });
    expect(names(await catalog.items('one', 'tools'))).toEqual(['one__a', 'one__b']);
    expect((await catalog.findExposed('tools', 'one__a', new Set(['one'])))?.definition).toMatchObject({ n: 1 });
    expect((await catalog.findTool('one', 'a'))?.definition).toMatchObject({ n: 1 });
  });

  it('tells resources apart by their URI, whatever they are called', async () => {
    const both = [
      { uri: 'x://a', name: 'README' },
      { uri: 'x://b', name: 'README' },
    ];
    const catalog = open({ one: always({ resources: both }) });
    expect((await catalog.items('one', 'resources')).map(({ exposed }) => exposed)).toEqual(both);
  });

  it('survives items that are no objects', async () => {
    const catalog = open({ one: always({ tools: [null, 'text', [], { name: 'a' }] }) });
    expect(names((await catalog.page('one', 'tools', undefined))?.items ?? [])).toEqual(['a']);
    expect(names(await catalog.items('one', 'tools'))).toEqual(['one__a']);
  });

  it('hides what the config does not list', async () => {
    const catalog = open({ one: always({ tools: [{ name: 'a' }, { name: 'b' }] }) }, { one: ['b'] });
    expect(names(await catalog.items('one', 'tools'))).toEqual(['one__b']);
    expect(await catalog.findTool('one', 'a')).toBeUndefined();
    expect(await catalog.findExposed('tools', 'one__a', new Set(['one']))).toBeUndefined();
  });

  it('finds names that had to be shortened', async () => {
    const long = `${'very.'.repeat(30)}long`;
    const catalog = open({ one: always({ tools: [{ name: long }] }) });
    const [item] = await catalog.items('one', 'tools');
    const found = await catalog.findExposed('tools', String(item?.exposed['name']), new Set(['one']));
    expect(found?.name).toBe(long);
    expect(await catalog.findExposed('tools', `one__${long}`, new Set(['one']))).toBeUndefined();
  });

  it('finds a resource by its URI before any that only fits a template, and waits for no dead server long', async () => {
    const catalog = open({
      broad: resources('x://other', '{+any}'),
      exact: resources('x://here', 'x://t/{id}'),
      dead: silent,
    });
    const find = async (uri: string) => (await catalog.findResource(uri, ['broad', 'exact', 'dead']))?.server;
    expect(await find('x://here')).toBe('exact');
    const startedAt = performance.now();
    expect(await find('x://t/1')).toBe('broad');
    expect(performance.now() - startedAt).toBeLessThan(100);
    expect(await catalog.findResource('x://none', ['exact', 'missing'])).toBeUndefined();
  });
});

describe('mergeLists', () => {
  it('keeps the order of the servers and leaves out who does not answer', async () => {
    const catalog = open({
      b: always({ tools: [{ name: 'z' }, { name: 'a' }] }),
      dead: silent,
      broken: () => Promise.reject(new Error('broken')),
      a: always({ tools: [{ name: 'y' }] }),
    });
    const servers = ['b', 'dead', 'broken', 'a'];
    expect(names(await mergeLists(catalog, 'tools', servers))).toEqual(['b__z', 'b__a', 'a__y']);
    const startedAt = performance.now();
    expect(names(await mergeLists(catalog, 'tools', servers))).toEqual(['b__z', 'b__a', 'a__y']);
    expect(performance.now() - startedAt).toBeLessThan(100);
  });
});
