import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGatewayKey } from '../../main/gateway/ports/gateway-key';
import type { JsonObject } from '../../shared/model/json-rpc';
import type { WireMessage } from '../support/mcp-clients';
import { openRemoteServer, type RemotePeer, type RemoteServer } from '../support/remote-server';
import { type OpenStream, openSession, type ResumableSession } from '../support/resumable-session';
import { eventually, openTestHouse, type TestHouse } from '../support/test-house';

const PATH = '/servers/remote/mcp';
const CHANGED = 'notifications/tools/list_changed';
const WEATHER = 'notifications/example.com/weather';
let house: TestHouse;
let server: RemoteServer;
let session: ResumableSession;

/** A call that the server is working on. */
interface Work {
  readonly peer: RemotePeer;
  readonly token: unknown;
  done(): void;
}
let works: Work[];

beforeEach(async () => {
  works = [];
  server = await openRemoteServer();
  server.answer = answer;
  house = await openTestHouse({
    servers: { remote: { ...server.config, share: 'session', notificationsPerSecond: 1_000 } },
  });
  session = await openSession(house, PATH);
});

afterEach(async () => {
  await house?.stop();
  await server?.stop();
});

function answer({ method, params }: WireMessage, peer: RemotePeer): JsonObject | Promise<JsonObject> {
  const capabilities = { tools: { listChanged: true } };
  switch (method) {
    case 'initialize':
      return { result: { protocolVersion: '2025-11-25', capabilities, serverInfo: { name: 'remote', version: '1' } } };
    case 'tools/list':
      return { result: { tools: [{ name: 'work', inputSchema: { type: 'object' } }] } };
    case 'tools/call':
      return new Promise((resolve) => {
        const { progressToken: token } = params?.['_meta'] as JsonObject;
        works.push({ peer, token, done: () => resolve({ result: { content: [], finished: true } }) });
      });
    default:
      return { error: { code: -32_601, message: 'Method not found' } };
  }
}

function report({ peer, token: progressToken }: Work, from: number, to: number): void {
  for (let progress = from; progress <= to; progress += 1)
    peer.say({ method: 'notifications/progress', params: { progressToken, progress } });
}

/** A call whose first step is already reported, so that its answer has become a stream. */
async function beginWork(id: number): Promise<{ readonly work: Work; readonly stream: OpenStream }> {
  const before = works.length;
  const params = { name: 'work', arguments: {}, _meta: { progressToken: `token-${id}` } };
  const opening = session.request(id, 'tools/call', params);
  await eventually(() => works.length > before);
  const work = works[before]!;
  report(work, 1, 1);
  return { work, stream: await opening };
}

const stepsOf = (messages: readonly WireMessage[]) =>
  messages.map((message) => message.params?.['progress'] ?? message.result?.['finished']);

describe('the stream of a call that breaks', () => {
  it('begins with an id to come back with, and goes on from there with each message once, in order', async () => {
    const { work, stream } = await beginWork(1);
    const first = await stream.next();
    expect(first).toMatchObject({ id: expect.stringMatching(/./) as string, data: '' });
    report(work, 2, 3);
    const seen = [await stream.next(), await stream.next()];
    expect(new Set([first, ...seen].map((event) => event?.id)).size).toBe(3);
    stream.cut();
    report(work, 4, 5);
    const resumed = await session.listen(seen[1]?.id);
    expect(resumed.status).toBe(200);
    expect(stepsOf(await resumed.messages(3))).toEqual([3, 4, 5]);
    report(work, 6, 6);
    work.done();
    // The stream ends with the result: nobody waits for more.
    expect(stepsOf(await resumed.messages())).toEqual([6, true]);
  });

  it('keeps what is said while nobody listens, and the result of a call that ended meanwhile', async () => {
    const { work, stream } = await beginWork(1);
    const first = await stream.next();
    stream.cut();
    report(work, 2, 4);
    work.done();
    const seen: unknown[] = [];
    await eventually(async () => {
      seen.splice(0, seen.length, ...stepsOf(await (await session.listen(first?.id)).messages(5)));
      return seen.length === 5;
    });
    expect(seen).toEqual([1, 2, 3, 4, true]);
    const last = await session.listen(first?.id);
    let event = await last.next();
    let lastId = event?.id;
    for (; event !== undefined; event = await last.next()) lastId = event.id;
    // Who has seen the end gets nothing again.
    expect(await (await session.listen(lastId)).messages()).toEqual([]);
  });

  it('is not a call that is taken back', async () => {
    const { work, stream } = await beginWork(1);
    const first = await stream.next();
    stream.cut();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.heard.map(({ method }) => method)).not.toContain('notifications/cancelled');
    work.done();
    expect(stepsOf(await (await session.listen(first?.id)).messages())).toEqual([1, true]);
  });

  it('belongs to its own call, whatever else goes on', async () => {
    const [one, two] = [await beginWork(1), await beginWork(2)];
    const first = await one.stream.next();
    one.stream.cut();
    report(two.work, 20, 21);
    report(one.work, 2, 2);
    two.work.done();
    one.work.done();
    expect(stepsOf(await two.stream.messages())).toEqual([1, 20, 21, true]);
    expect(stepsOf(await (await session.listen(first?.id)).messages())).toEqual([1, 2, true]);
  });

  it('keeps the newest of very much, in order and up to the result', async () => {
    const { work, stream } = await beginWork(1);
    const first = await stream.next();
    stream.cut();
    report(work, 2, 3_000);
    work.done();
    // What the server says after it is heard after it.
    const next = await beginWork(2);
    next.work.done();
    await next.stream.messages();
    const kept = await eventuallyWhole(first?.id);
    expect(kept.length).toBeLessThanOrEqual(300);
    expect(kept.length).toBeGreaterThan(50);
    const steps = stepsOf(kept.slice(0, -1)) as number[];
    expect(steps).toEqual(steps.map((_, index) => 3_000 - steps.length + 1 + index));
  });
});

/** What is left of a stream once its call has ended. */
async function eventuallyWhole(lastEventId: string | undefined): Promise<readonly WireMessage[]> {
  const resumed = await session.listen(lastEventId);
  const messages = await resumed.messages();
  expect(messages.at(-1)?.result).toEqual({ content: [], finished: true });
  return messages;
}

describe('an event id that is of no use', () => {
  it.each(['nothing', '99_1', '1_x', '_', '__proto___1', 'constructor', '-1_-1'])(
    'such as %s replays nothing',
    async (id) => {
      const { work, stream } = await beginWork(1);
      await stream.next();
      work.done();
      await stream.messages();
      const opened = await session.listen(id);
      expect(opened.status).toBe(200);
      server.peers[0]?.say({ method: WEATHER, params: { nr: 1 } });
      expect(await opened.messages(1)).toMatchObject([{ method: WEATHER }]);
      opened.cut();
    },
  );

  it('opens no second stream beside the one there is', async () => {
    const own = await session.listen();
    expect((await session.listen('99_1')).status).toBe(409);
    own.cut();
  });

  it('is refused with the key of somebody else, and after the end of the session', async () => {
    const other = createGatewayKey();
    await house.edit((config) => {
      config.keys[other.id] = { ...(config.keys[house.keyId] as { hash: string }), hash: other.hash };
    });
    const { work, stream } = await beginWork(1);
    const first = await stream.next();
    work.done();
    await stream.messages();
    await eventually(
      async () => (await house.post({}, { headers: { authorization: `Bearer ${other.text}` } })).status !== 401,
    );
    expect((await session.listen(first?.id, other.text)).status).toBe(404);
    expect((await session.listen(first?.id, 'smg_nothing')).status).toBe(401);
    await session.end();
    expect((await session.listen(first?.id)).status).toBe(404);
  });
});

describe('the session’s own stream', () => {
  it('goes on after a break with what was said meanwhile, each once', async () => {
    const own = await session.listen();
    const [peer] = server.peers;
    const first = await own.next();
    expect(first).toMatchObject({ id: expect.stringMatching(/./) as string, data: '' });
    peer?.say({ method: CHANGED });
    const changed = await own.next();
    expect(changed?.data).toContain(CHANGED);
    own.cut();
    for (const nr of [1, 2, 3]) peer?.say({ method: WEATHER, params: { nr } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const resumed = await session.listen(changed?.id);
    expect(resumed.status).toBe(200);
    peer?.say({ method: WEATHER, params: { nr: 4 } });
    const numbers = (await resumed.messages(4)).map(({ params }) => params?.['nr']);
    expect(numbers).toEqual([1, 2, 3, 4]);
    resumed.cut();
    // What was seen is not said again.
    const again = await session.listen(first?.id);
    expect((await again.messages(5)).map(({ method, params }) => params?.['nr'] ?? method)).toEqual([
      CHANGED,
      1,
      2,
      3,
      4,
    ]);
    again.cut();
  });

  it('keeps a bounded number of messages for a client that stays away', async () => {
    const [peer] = server.peers;
    for (let nr = 0; nr < 150; nr += 1) peer?.say({ method: WEATHER, params: { nr } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const own = await session.listen();
    peer?.say({ method: WEATHER, params: { nr: 'last' } });
    const numbers: unknown[] = [];
    while (numbers.at(-1) !== 'last') numbers.push((await own.messages(1))[0]?.params?.['nr']);
    expect(numbers.length).toBeLessThanOrEqual(128);
    own.cut();
  });

  it('is kept however many other calls have come and gone since', async () => {
    const { work, stream } = await beginWork(1);
    const first = await stream.next();
    stream.cut();
    for (let id = 2; id < 42; id += 1) {
      const short = await beginWork(id);
      short.work.done();
      await short.stream.messages();
    }
    work.done();
    const again = await session.listen(first?.id);
    expect(stepsOf(await again.messages())).toEqual([1, true]);
  });

  it('ends the connection that was there before, when it is taken up on another', async () => {
    const { work, stream } = await beginWork(1);
    const first = await stream.next();
    const again = await session.listen(first?.id);
    const left = await stream.messages();
    expect(stepsOf(left)).toEqual([1]);
    work.done();
    expect(stepsOf(await again.messages())).toEqual([1, true]);
  });
});
