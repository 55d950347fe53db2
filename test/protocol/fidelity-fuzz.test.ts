import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import type { Era } from '../../shared/model/server';
import { anyJson, anyJsonObject, canonical, unknownMembers } from '../support/any-json';
import { ERAS, type WireMessage } from '../support/mcp-clients';
import { connectRaw, type Door, DOORS, type RawClient } from '../support/raw-clients';
import { type Answer, openRemoteServer, type RemotePeer, type RemoteServer } from '../support/remote-server';
import { eventually, openTestHouse, type TestHouse } from '../support/test-house';

type Way = readonly [client: Era, server: Era, door: Door];
const RUNS = { numRuns: 12 };
const WAYS: readonly Way[] = ERAS.flatMap((client) =>
  ERAS.flatMap((server) => DOORS.map((door) => [client, server, door] as const)),
);
const HOP_KEYS: ReadonlySet<string> = new Set(['progressToken', 'traceparent']);
const ENVELOPE = 'io.modelcontextprotocol/';
const servers = new Map<Era, RemoteServer>();
let house: TestHouse;

beforeAll(async () => {
  for (const era of ERAS) servers.set(era, await openRemoteServer());
  const configOf = (era: Era) => ({ ...servers.get(era)!.config, era, share: 'session' as const });
  // A list is read once for each connection, and a modern client over HTTP has no connection of its own.
  const listed = WAYS.map((way) => [way.join('-'), configOf(way[1])] as const);
  house = await openTestHouse({
    servers: { legacy: configOf('legacy'), modern: configOf('modern'), ...Object.fromEntries(listed) },
    config: { guardrails: [] }, // What is random is soon suspicious too; here it is to arrive.
  });
});

afterAll(async () => {
  await house?.stop();
  for (const server of servers.values()) await server.stop();
});

const CAPABILITIES = { tools: { listChanged: true }, prompts: {}, resources: {}, logging: {} };
const SERVER_INFO = { name: 'remote', version: '1.0.0' };
const TOOL = { name: 'mirror', inputSchema: { type: 'object' } };

/** What every server of the era says, unless a test has it say something else. */
function greeting(era: Era, { method }: WireMessage): Answer {
  const complete = (result: JsonObject) => ({
    result: era === 'modern' ? { resultType: 'complete', ...result } : result,
  });
  if (method === 'server/discover' && era === 'modern') {
    return complete({ supportedVersions: ['2026-07-28'], capabilities: CAPABILITIES });
  }
  if (method === 'initialize' && era === 'legacy') {
    return complete({ protocolVersion: '2025-11-25', capabilities: CAPABILITIES, serverInfo: SERVER_INFO });
  }
  if (method === 'tools/list') return complete({ tools: [TOOL] });
  return { error: { code: -32_601, message: 'Method not found' } };
}

interface Pair {
  readonly client: RawClient;
  readonly server: RemoteServer;
}

/** A client of one era and a server of the other, or of the same. */
async function between(
  [client, server, door]: Way,
  work: (pair: Pair) => Promise<void>,
  name: string = server,
): Promise<void> {
  const remote = servers.get(server)!;
  remote.answer = (message) => greeting(server, message);
  const connected = await connectRaw(house, name, client, door);
  try {
    await work({ client: connected, server: remote });
  } finally {
    await connected.close();
  }
}

/** Has the server answer one method, and remembers what it was asked. */
function whenAsked(
  server: RemoteServer,
  era: Era,
  wanted: string,
  answer: (params: JsonObject, peer: RemotePeer) => Answer | Promise<Answer>,
): { readonly params: JsonObject[] } {
  const params: JsonObject[] = [];
  server.answer = (message, peer) => {
    if (message.method !== wanted) return greeting(era, message);
    params.push(message.params ?? {});
    return answer(message.params ?? {}, peer);
  };
  return { params };
}

/** Without what each hop has for itself: envelope, progress token, trace context. */
function withoutHop(params: JsonObject): JsonObject {
  const { _meta, ...rest } = params;
  const isOwn = ([key]: readonly [string, unknown]) => !HOP_KEYS.has(key) && !key.startsWith(ENVELOPE);
  const own = Object.entries(isJsonObject(_meta) ? _meta : {}).filter(isOwn);
  return own.length === 0 ? rest : { ...rest, _meta: Object.fromEntries(own) };
}

const CACHEABLE = new Set([
  'resources/read',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
]);

/** A result as the client’s era dresses it (every result of 2026-07-28 says what it is, and whether it may be kept). */
function dressedFor(client: Era, server: Era, method: string, result: JsonObject): JsonObject {
  if (client === 'legacy') return result;
  const hints = server === 'legacy' && CACHEABLE.has(method) ? { ttlMs: 0, cacheScope: 'private' } : {};
  return { resultType: 'complete', ...hints, ...result };
}

const same = (came: unknown, sent: unknown) => expect(canonical(came)).toBe(canonical(sent));
const blocks = fc.array(
  unknownMembers.map((more) => ({ type: 'hologram', ...more })),
  { maxLength: 3 },
);

const LISTS = { tools: 'name', prompts: 'name', resources: 'uri', resourceTemplates: 'uriTemplate' };
const MODERN_STAMPS = { resultType: 'complete', ttlMs: 0, cacheScope: 'private' };

const REQUESTS = fc.oneof(
  fc.record({ arguments: anyJsonObject }).map((it) => ['tools/call', { name: 'mirror', ...it }] as const),
  fc.record({ arguments: anyJsonObject }).map((it) => ['prompts/get', { name: 'ask', ...it }] as const),
  fc.constant(['resources/read', { uri: 'odd://r' }] as const),
  fc.constant(['completion/complete', { ref: { type: 'ref/prompt', name: 'ask' } }] as const),
  fc.constant(['example.com/anything', {}] as const),
);

describe.each(WAYS)('whatever a %s client and a %s server say, for a client over %s', (...way) => {
  const [clientEra, serverEra] = way;
  it('arrives in requests, in results and in the progress between them', async () => {
    await between(way, async ({ client, server }) => {
      const case_ = fc.record({
        request: REQUESTS,
        meta: unknownMembers,
        more: unknownMembers,
        result: unknownMembers,
        content: blocks,
        structuredContent: anyJsonObject,
        progress: unknownMembers,
        progressToken: fc.oneof(fc.constant(0), fc.string({ minLength: 1 }), fc.integer()),
      });
      const check = async (it: typeof case_ extends fc.Arbitrary<infer Case> ? Case : never) => {
        const [method, params] = it.request;
        const { content, structuredContent, progressToken } = it;
        const result = { ...it.result, content, structuredContent, messages: content, _meta: it.meta };
        const asked = whenAsked(server, serverEra, method, (got, peer) => {
          const { progressToken: token } = (got['_meta'] ?? {}) as JsonObject;
          const said = { ...it.progress, progressToken: token, progress: 1, _meta: it.more };
          peer.say({ method: 'notifications/progress', params: said });
          const stamps = serverEra === 'modern' ? { resultType: 'complete', ttlMs: 5, cacheScope: 'private' } : {};
          return { result: { ...result, ...stamps } };
        });
        const from = client.heard.length;
        const sent = { ...it.more, ...params };
        const answer = await client.request(method, { ...sent, _meta: { ...it.meta, progressToken } });
        same(withoutHop(asked.params[0] ?? {}), { ...sent, _meta: it.meta });
        const kept = clientEra === 'modern' && serverEra === 'modern' ? { ttlMs: 5, cacheScope: 'private' } : {};
        same(answer.result, dressedFor(clientEra, serverEra, method, { ...result, ...kept }));
        const [told] = client.heard.slice(from).filter((one) => one.method === 'notifications/progress');
        same(told?.params, { ...it.progress, progressToken, progress: 1, _meta: it.more });
      };
      await fc.assert(fc.asyncProperty(case_, check), RUNS);
    });
  });

  it('arrives in errors', async () => {
    await between(way, async ({ client, server }) => {
      const code = fc.integer({ min: -31_999, max: 100_000 });
      const error = fc.record({ code, message: fc.string({ unit: 'binary' }), data: anyJson });
      const check = async (thrown: JsonObject, more: JsonObject) => {
        whenAsked(server, serverEra, 'tools/call', () => ({ error: { ...more, ...thrown } }));
        const answer = await client.request('tools/call', { name: 'mirror', arguments: {} });
        same(answer['error'], { ...more, ...thrown });
      };
      await fc.assert(fc.asyncProperty(error, unknownMembers, check), RUNS);
    });
  });

  it('arrives in definitions and beside them', async () => {
    const lists = fc.record({
      page: unknownMembers,
      items: fc.array(unknownMembers, { minLength: 20, maxLength: 20 }),
    });
    for (const [list, key] of Object.entries(LISTS)) {
      const [sample] = fc.sample(lists, 1);
      const { page, items } = sample!;
      const definitions = items.map((more, index) => ({
        ...more,
        [key]: `odd://${index}`,
        annotations: more,
        inputSchema: { ...more, type: 'object' },
        _meta: more,
      }));
      await between(
        way,
        async ({ client, server }) => {
          const method = list === 'resourceTemplates' ? 'resources/templates/list' : `${list}/list`;
          const result = { ...page, [list]: definitions, _meta: page };
          const stamps = serverEra === 'modern' ? { resultType: 'complete', ttlMs: 0, cacheScope: 'private' } : {};
          whenAsked(server, serverEra, method, () => ({ result: { ...result, ...stamps } }));
          const answer = await client.request(method);
          same(answer.result, { ...result, ...(clientEra === 'modern' ? { ...MODERN_STAMPS } : {}) });
        },
        way.join('-'),
      );
    }
  });

  it('arrives in what a server asks, and in what its client answers', async () => {
    await between(way, async ({ client, server }) => {
      const check = async (question: JsonObject, more: JsonObject, answer: JsonObject) => {
        const params = { ...more, message: 'Who?', requestedSchema: { type: 'object', properties: question } };
        const heard = await askAndAnswer({ client, server }, [clientEra, serverEra], params, {
          ...answer,
          action: 'accept',
        });
        same(heard.question, params);
        same(heard.answer, { ...answer, action: 'accept' });
      };
      await fc.assert(fc.asyncProperty(anyJsonObject, unknownMembers, unknownMembers, check), RUNS);
    });
  });
});

/** Has the server ask during a call, in the way of its era; resolves with what reached either side. */
async function askAndAnswer(
  { client, server }: Pair,
  [clientEra, serverEra]: readonly [Era, Era],
  params: JsonObject,
  answer: JsonObject,
): Promise<{ question: unknown; answer: unknown }> {
  const heard: { question?: unknown; answer?: unknown } = {};
  whenAsked(server, serverEra, 'tools/call', async (asked, peer) => {
    if (serverEra === 'legacy') heard.answer = (await peer.ask('elicitation/create', params)).result;
    else if (asked['inputResponses'] === undefined) {
      const inputRequests = { ask: { method: 'elicitation/create', params } };
      return { result: { resultType: 'input_required', inputRequests, requestState: 'kept' } };
    } else heard.answer = (asked['inputResponses'] as JsonObject)['ask'];
    return { result: { content: [], ...(serverEra === 'modern' ? { resultType: 'complete' } : {}) } };
  });
  client.answer = (question) => {
    heard.question = question.params;
    return { result: answer };
  };
  const call = { name: 'mirror', arguments: {} };
  const { result } = await client.request('tools/call', call);
  if (clientEra === 'modern') {
    const [[key, request] = ['', {}]] = Object.entries((result?.['inputRequests'] ?? {}) as JsonObject);
    heard.question = (request as JsonObject)['params'];
    await client.request('tools/call', {
      ...call,
      inputResponses: { [key]: answer },
      requestState: result?.['requestState'],
    });
  }
  return heard as { question: unknown; answer: unknown };
}

describe.each(DOORS)('outside of requests, between a legacy client over %s and a legacy server of its own', (door) => {
  it('whatever a server says or asks reaches its client, and the answers it', async () => {
    await between(['legacy', 'legacy', door], async ({ client, server }) => {
      const peer = server.peers.at(-1);
      const check = async (said: JsonObject, answer: JsonObject) => {
        const from = client.heard.length;
        peer!.say({ method: 'notifications/example.com/weather', params: said });
        await eventually(() => client.heard.length > from);
        same(client.heard[from], { jsonrpc: '2.0', method: 'notifications/example.com/weather', params: said });
        client.answer = () => ({ result: answer });
        const answered = await peer!.ask('example.com/ask', said);
        same(client.heard.at(-1)?.params, said);
        same(answered.result, answer);
        client.answer = () => ({ error: { code: 7, message: 'No', data: answer } });
        same((await peer!.ask('example.com/ask', said))['error'], { code: 7, message: 'No', data: answer });
      };
      await fc.assert(fc.asyncProperty(anyJsonObject, anyJsonObject, check), RUNS);
      expect((await peer!.ask('ping', {})).result).toEqual({});
    });
  });
});

describe.each(ERAS)('what a legacy client says without waiting for an answer', (serverEra) => {
  it.each(DOORS)(`reaches its ${serverEra} server, over %s`, async (door) => {
    await between(['legacy', serverEra, door], async ({ client, server }) => {
      await client.request('tools/list');
      const check = async (said: JsonObject) => {
        const from = server.heard.length;
        await client.notify('notifications/example.com/mood', said);
        const reached = () => server.heard.slice(from).find((one) => one.method === 'notifications/example.com/mood');
        await eventually(() => reached() !== undefined);
        same(reached()?.params, said);
      };
      await fc.assert(fc.asyncProperty(anyJsonObject, check), RUNS);
    });
  });
});
