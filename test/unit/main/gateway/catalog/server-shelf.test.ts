import { describe, expect, it } from 'vitest';
import { Timeouts } from '../../../../../shared/config/timeouts';
import { GatewayError } from '../../../../../shared/errors/gateway-error';
import { createListCache } from '../../../../../main/gateway/catalog/list-cache';
import {
  createServerShelf,
  isReplaySafe,
  nameOf,
  type ServerShelfNeeds,
} from '../../../../../main/gateway/catalog/server-shelf';
import { createTimeoutManager } from '../../../../../main/gateway/timeouts/timeout-manager';
import { DESCRIPTION, scriptedUpstream, silentLog, STATUS } from '../../../../support/scripted-upstream';

const timeouts = createTimeoutManager(Timeouts.parse({ discovery: 0.2 }), silentLog);

function open(answer: Parameters<typeof scriptedUpstream>[0], more: Partial<ServerShelfNeeds> = {}) {
  const clock = { now: 1_000_000 };
  const upstream = scriptedUpstream(answer);
  const changes: string[] = [];
  const now = () => clock.now;
  const shelf = createServerShelf({
    upstream,
    configId: 'main',
    cache: createListCache(now),
    timeouts,
    now,
    ttlMs: () => 60_000,
    bound: (_, whole) => whole,
    onChange: (list) => changes.push(list),
    ...more,
  });
  return { shelf, upstream, changes, clock };
}

const tool = (name: string) => ({ tools: [{ name }] });
const names = async (shelf: ReturnType<typeof open>['shelf']) => (await shelf.load('tools')).items.map(nameOf);

describe('createServerShelf', () => {
  it('asks once and believes the answer until its time is over', async () => {
    const { shelf, upstream, clock } = open(() => Promise.resolve(tool('a')));
    expect(shelf.peek('tools')).toBeUndefined();
    await names(shelf);
    expect(shelf.info('tools')).toEqual({ itemCount: 1, expiresAt: clock.now + 60_000 });
    clock.now += 59_999;
    expect(await names(shelf)).toEqual(['a']);
    expect(upstream.asked).toHaveLength(1);
    clock.now += 1;
    expect(shelf.peek('tools')).toBeUndefined();
    await names(shelf);
    expect(upstream.asked).toHaveLength(2);
  });

  it('asks once for all who come meanwhile', async () => {
    const { shelf, upstream } = open(() => Promise.resolve(tool('a')));
    await Promise.all([names(shelf), names(shelf), names(shelf)]);
    expect(upstream.asked).toHaveLength(1);
  });

  it('forgets what list_changed is about, and nothing else', async () => {
    const { shelf, upstream, changes } = open((method) =>
      Promise.resolve(method === 'tools/list' ? tool('a') : { prompts: [] }),
    );
    await names(shelf);
    await shelf.load('prompts');
    upstream.tell('notifications/tools/list_changed');
    expect(changes).toEqual(['tools']);
    expect(shelf.peek('tools')).toBeUndefined();
    expect(shelf.peek('prompts')).toBeDefined();
    upstream.tell('notifications/resources/list_changed');
    expect(changes).toEqual(['tools', 'resources', 'resourceTemplates']);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
    'survives a server that sends a notification called %j',
    (method) => {
      const { upstream, changes } = open(() => Promise.resolve(tool('a')));
      expect(() => upstream.tell(method)).not.toThrow();
      expect(changes).toEqual([]);
    },
  );

  it('never remembers a list that was being read when the server said that it changed', async () => {
    const answers: ((result: object) => void)[] = [];
    const { shelf, upstream } = open(() => new Promise((resolve) => answers.push(resolve as never)));
    const before = names(shelf);
    await expect.poll(() => answers.length).toBe(1);
    upstream.tell('notifications/tools/list_changed');
    const after = names(shelf);
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.(tool('new'));
    expect(await after).toEqual(['new']);
    answers[0]?.(tool('old'));
    expect(await before).toEqual(['old']);
    expect(shelf.peek('tools')?.byKey.has('new')).toBe(true);
    expect(shelf.lastGood('tools')?.byKey.has('new')).toBe(true);
  });

  it('serves the last good list in an outage, and asks again only after a while', async () => {
    let isUp = true;
    const { shelf, upstream, clock } = open(() =>
      isUp ? Promise.resolve(tool('a')) : Promise.reject(new GatewayError('server_unavailable', 'down')),
    );
    await names(shelf);
    isUp = false;
    shelf.forget('tools');
    expect(await names(shelf)).toEqual(['a']);
    expect(shelf.isLate()).toBe(true);
    const asked = upstream.asked.length;
    expect(await names(shelf)).toEqual(['a']);
    expect(upstream.asked).toHaveLength(asked);
    clock.now += 5_000;
    isUp = true;
    expect(await names(shelf)).toEqual(['a']);
    expect(shelf.isLate()).toBe(false);
  });

  it('throws when there was never a good list, with a deadline for servers that say nothing', async () => {
    const { shelf } = open(() => new Promise(() => undefined));
    await expect(names(shelf)).rejects.toMatchObject({ code: 'discovery_timed_out' });
    expect(shelf.lastGood('tools')).toBeUndefined();
  });

  it('tells of a late list when it comes at last', async () => {
    const answers: ((result: object) => void)[] = [];
    const { shelf, changes } = open(() => new Promise((resolve) => answers.push(resolve as never)));
    const reading = names(shelf);
    await expect.poll(() => answers.length).toBe(1);
    shelf.markLate();
    answers[0]?.(tool('a'));
    await reading;
    expect(changes).toEqual(['tools']);
    expect(shelf.isLate()).toBe(false);
  });

  it('has clients ask again when a late server becomes ready', () => {
    const { shelf, upstream, changes } = open(() => Promise.resolve(tool('a')));
    upstream.emit({ kind: 'state', status: STATUS });
    expect(changes).toEqual([]);
    shelf.markLate();
    upstream.emit({ kind: 'state', status: STATUS });
    expect(changes).toEqual(['tools', 'prompts', 'resources']);
  });

  it('forgets what was said to former credentials, and has clients ask again when the server is ready', async () => {
    const { shelf, upstream, changes } = open(() => Promise.resolve(tool('a')));
    await names(shelf);
    upstream.renew();
    expect(shelf.peek('tools')).toBeUndefined();
    expect(changes).toEqual([]);
    upstream.emit({ kind: 'state', status: STATUS });
    expect(changes).toEqual(['tools', 'prompts', 'resources']);
    upstream.emit({ kind: 'state', status: STATUS });
    expect(changes).toHaveLength(3);
  });

  it('asks a late server by itself once it is renewed, without waiting out the time after a failure', async () => {
    let isWell = false;
    const { shelf, upstream } = open(() => (isWell ? Promise.resolve(tool('a')) : Promise.reject(new Error('401'))));
    await expect(names(shelf)).rejects.toThrow('401');
    let described = 0;
    upstream.describe = () => {
      described += 1;
      return Promise.resolve(DESCRIPTION);
    };
    isWell = true;
    upstream.renew();
    expect(described).toBe(1);
    expect(await names(shelf)).toEqual(['a']);
    // It is not late any more: nobody waits for it.
    described = 0;
    upstream.renew();
    expect(described).toBe(0);
  });

  it('keeps what a former configuration still reads away from the next one', async () => {
    const cache = createListCache(() => 0);
    const answers: ((result: object) => void)[] = [];
    const old = open(() => new Promise((resolve) => answers.push(resolve as never)), { cache });
    const reading = names(old.shelf);
    await expect.poll(() => answers.length).toBe(1);
    const next = open(() => Promise.resolve(tool('next')), { cache });
    answers[0]?.(tool('old'));
    await reading;
    expect(next.shelf.peek('tools')).toBeUndefined();
    expect(await names(next.shelf)).toEqual(['next']);
  });

  it('remembers nothing with a time to live of zero, but still has the last good list', async () => {
    const { shelf, upstream } = open(() => Promise.resolve(tool('a')), { ttlMs: () => 0 });
    await names(shelf);
    await names(shelf);
    expect(upstream.asked).toHaveLength(2);
    expect(shelf.info('tools')).toBeUndefined();
    expect(shelf.lastGood('tools')?.items).toHaveLength(1);
  });

  it('describes the server, or repeats what it said last', async () => {
    const { shelf, upstream } = open(() => Promise.resolve({}));
    expect(await shelf.describe()).toBe(DESCRIPTION);
    upstream.describe = () => Promise.reject(new Error('gone'));
    expect(await shelf.describe()).toBe(DESCRIPTION);
    const { shelf: other, upstream: dead } = open(() => Promise.resolve({}));
    dead.describe = () => Promise.reject(new Error('gone'));
    await expect(other.describe()).rejects.toThrow('gone');
  });
});

describe('isReplaySafe', () => {
  it.each([
    [{}, false],
    [{ annotations: { readOnlyHint: true } }, true],
    [{ annotations: { idempotentHint: true } }, true],
    [{ annotations: { readOnlyHint: 'true' } }, false],
    [{ annotations: [true] }, false],
  ])('%j: %j', (definition, expected) => expect(isReplaySafe(definition)).toBe(expected));
});
