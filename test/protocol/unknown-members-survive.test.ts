import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { Era } from '../../shared/model/server';
import { ERAS } from '../support/mcp-clients';
import { fixture, FIXTURES, modernRequest, openTestHouse, type TestHouse } from '../support/test-house';

type Said = Record<
  'tool' | 'prompt' | 'message' | 'resource' | 'template' | 'contents' | 'serverInfo' | 'error',
  JsonObject
> & { readonly content: readonly JsonObject[]; readonly more: JsonObject & { readonly _meta: JsonObject } };

const said = JSON.parse(readFileSync(join(FIXTURES, 'peculiar.json'), 'utf8')) as Said;
let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse({
    servers: {
      legacy: fixture('peculiar.mjs'),
      modern: { ...fixture('peculiar.mjs', {}, ['--modern']), era: 'modern' },
    },
  });
});

afterAll(() => house?.stop());

/** One request to a server's own face, in the client's era; resolves with the whole answer. */
async function ask(client: Era, server: Era, method: string, params: JsonObject = {}): Promise<JsonObject> {
  const path = `/servers/${server}/mcp`;
  if (client === 'modern') {
    const { body, headers } = modernRequest(method, params);
    const meta = { ...body.params._meta, ...(params['_meta'] as JsonObject | undefined) };
    return (await house.post({ ...body, params: { ...body.params, _meta: meta } }, { path, headers })).body;
  }
  const hello = {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'raw-test', version: '1.0.0' },
  };
  const opened = await house.post({ jsonrpc: '2.0', id: 0, method: 'initialize', params: hello }, { path });
  if (method === 'initialize') return opened.body;
  const session = opened.headers.get('mcp-session-id') ?? '';
  const headers = { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' };
  return (await house.post({ jsonrpc: '2.0', id: 1, method, params }, { path, headers })).body;
}

const resultOf = async (...request: Parameters<typeof ask>) => (await ask(...request))['result'] as JsonObject;

const PAIRS = ERAS.flatMap((client) => ERAS.map((server) => [client, server] as const));
const given = { 'x-asked': { zero: 0, none: null }, _meta: { 'example.com/asked': ['é', '\u2028'] } };
const odd = said.more['x-odd'];

describe.each(PAIRS)(
  'members that no revision knows survive, from a %s client to a %s server and back',
  (client, server) => {
    it('in definitions', async () => {
      const { tools } = await resultOf(client, server, 'tools/list');
      expect((tools as readonly JsonObject[])[0]).toEqual(said.tool);
      const { prompts } = await resultOf(client, server, 'prompts/list');
      expect(prompts).toEqual([said.prompt]);
      const { resources } = await resultOf(client, server, 'resources/list');
      expect(resources).toEqual([said.resource]);
      const { resourceTemplates } = await resultOf(client, server, 'resources/templates/list');
      expect(resourceTemplates).toEqual([said.template]);
    });

    it('in a list beside its definitions', async () => {
      expect(await resultOf(client, server, 'tools/list')).toMatchObject({ 'x-odd': odd, _meta: said.more._meta });
    });

    it.each([
      ['tools/call', { name: 'mirror', arguments: { deep: { zero: 0 }, none: null } }, { content: said.content }],
      ['prompts/get', { name: 'ask', arguments: { who: 'you' } }, { messages: [said.message] }],
      ['resources/read', { uri: 'odd://r' }, { contents: [said.contents] }],
      ['example.com/anything', { anything: [1] }, {}],
    ])('in the params and the result of %s', async (method, params, expected) => {
      const { mirrored, resultType, ttlMs, cacheScope, structuredContent, ...result } = await resultOf(
        client,
        server,
        method,
        { ...params, ...given },
      );
      expect(result).toEqual({ ...expected, 'x-odd': odd, _meta: said.more._meta });
      expect(resultType).toBe(client === 'modern' ? 'complete' : undefined);
      const { _meta, ...others } = mirrored as JsonObject;
      expect(others).toEqual({ ...params, 'x-asked': given['x-asked'] });
      expect(_meta).toMatchObject(given._meta);
    });

    it('in an error', async () => {
      const answer = await ask(client, server, 'tools/call', { name: 'refuse', arguments: {} });
      expect(answer['error']).toMatchObject(said.error);
    });

    it('in what the server says about itself', async () => {
      const method = client === 'modern' ? 'server/discover' : 'initialize';
      const result = await resultOf(client, server, method);
      const meta = result['_meta'] as JsonObject | undefined;
      const info = client === 'modern' ? meta?.['io.modelcontextprotocol/serverInfo'] : result['serverInfo'];
      expect(info).toEqual(said.serverInfo);
      expect(result['capabilities']).toMatchObject({ tools: { 'x-pace': 0 } });
    });
  },
);
