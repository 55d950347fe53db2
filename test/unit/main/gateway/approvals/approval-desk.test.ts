import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApprovalDesk } from '../../../../../main/gateway/approvals/approval-desk';
import { createFingerprints } from '../../../../../main/gateway/approvals/fingerprints';
import { createGrants } from '../../../../../main/gateway/approvals/grants';
import { deskQuestion } from '../../../../support/desk-questions';
import { grantQuestion, memoryState } from '../../../../support/grant-questions';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const silent = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const never = (): AbortSignal => new AbortController().signal;

function open() {
  const fingerprints = createFingerprints(Buffer.alloc(32, 7));
  const grants = createGrants({ state: memoryState(), fingerprints, now: Date.now });
  const desk = new ApprovalDesk({ grants, log: silent, findLookAlikes: () => [], now: Date.now });
  desk.watch(() => undefined, true);
  return { desk, grants };
}

describe('a test of the desk', () => {
  it('waits once, is decided like a call, and leaves nothing behind', () => {
    const { desk, grants } = open();
    const { id, seq, scopes } = desk.test();
    expect(desk.test().id).toBe(id);
    expect(scopes).toEqual(['once']);
    desk.show(id);
    vi.advanceTimersByTime(400);
    const decide = (scope: 'always-deny' | 'always' | 'once') => () =>
      desk.decide(id, { verdict: scope === 'always-deny' ? 'deny' : 'allow', scope, shownSeq: seq }, 'window');
    expect(decide('always-deny')).toThrow('a test');
    expect(decide('always')).toThrow('a test');
    expect(decide('once')()).toMatchObject({ state: 'resolved', outcome: 'allowed_once', isTest: true });
    expect(grants.list()).toEqual([]);
    expect(desk.test()).not.toHaveProperty('lastAllowed');
  });

  it('is over at its deadline, and at once where nobody sits', () => {
    const { desk } = open();
    const { id } = desk.test();
    vi.advanceTimersByTime(120_000);
    expect(desk.get(id)).toMatchObject({ state: 'resolved', outcome: 'denied_timeout', scopes: [] });
    const grants = createGrants({
      state: memoryState(),
      fingerprints: createFingerprints(Buffer.alloc(32, 7)),
      now: Date.now,
    });
    const empty = new ApprovalDesk({ grants, log: silent, findLookAlikes: () => [], now: Date.now });
    expect(empty.test()).toMatchObject({ state: 'resolved', nobodyThere: true });
  });
});

describe('the desk', () => {
  it('denies at the deadline and not before; a late permission is for the next call', async () => {
    const { desk, grants } = open();
    const asked = desk.ask(deskQuestion(), never());
    const [hold] = desk.list();
    expect(hold!.deadline).toBe(Date.now() + 45_000);
    await vi.advanceTimersByTimeAsync(44_999);
    expect(desk.get(hold!.id).state).toBe('pending');
    await vi.advanceTimersByTimeAsync(1);
    expect(await asked).toMatchObject({ isAllowed: false, outcome: 'denied_timeout', waitedMs: 45_000 });
    desk.show(hold!.id);
    await vi.advanceTimersByTimeAsync(300);
    desk.decide(hold!.id, { verdict: 'allow', scope: 'once', shownSeq: hold!.seq }, 'test');
    expect(grants.list()).toMatchObject([{ scope: 'next-call', effect: 'allow' }]);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(grants.find(grantQuestion())).toBeUndefined();
  });

  it('keeps the order in which calls came, whatever happens between', async () => {
    const { desk } = open();
    const names = Array.from({ length: 15 }, (_, index) => `tool-${index}`);
    const controllers = names.map((name) => {
      const controller = new AbortController();
      void desk.ask(deskQuestion({ about: grantQuestion({ name }) }), controller.signal);
      return controller;
    });
    const seen = () =>
      desk
        .list()
        .filter(({ state }) => state === 'pending')
        .map(({ tool }) => tool.name);
    expect(seen()).toEqual(names);
    controllers[3]!.abort();
    controllers[0]!.abort();
    await vi.advanceTimersByTimeAsync(0);
    void desk.ask(deskQuestion({ about: grantQuestion({ name: 'late' }) }), never());
    expect(seen()).toEqual([...names.filter((_, index) => index !== 0 && index !== 3), 'late']);
    const seqs = desk.list().map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((one, other) => one - other));
  });

  it('lets so many wait and no more, per client and in all', async () => {
    const { desk } = open();
    const limits = { waiting: 3, waitingPerClient: 2 };
    const ask = (keyId: string) => desk.ask(deskQuestion({ about: grantQuestion({ keyId }), limits }), never());
    void ask('key-a');
    void ask('key-a');
    expect(await ask('key-a')).toMatchObject({ outcome: 'denied_queue' });
    void ask('key-b');
    expect(await ask('key-c')).toMatchObject({ outcome: 'denied_queue' });
    expect(desk.list()).toHaveLength(3);
  });

  it('holds no more than it has room for', async () => {
    const { desk } = open();
    void desk.ask(deskQuestion({ size: 60 * 1024 * 1024 }), never());
    expect(await desk.ask(deskQuestion({ size: 10 * 1024 * 1024 }), never())).toMatchObject({
      outcome: 'denied_queue',
    });
    expect(await Promise.race([desk.ask(deskQuestion(), never()), Promise.resolve('waits')])).toBe('waits');
  });

  it('takes the first answer of several channels and tells the others', async () => {
    const { desk } = open();
    let told = false;
    const slow = {
      name: 'slow',
      ask: (_: unknown, signal: AbortSignal) =>
        new Promise<'nobody-there'>((resolve) => {
          signal.addEventListener('abort', () => ((told = true), resolve('nobody-there')));
        }),
    };
    const quick = { name: 'quick', ask: () => Promise.resolve({ verdict: 'deny' as const, by: 'Ada' }) };
    const broken = { name: 'broken', ask: () => Promise.reject(new Error('no')) };
    const settled = await desk.ask(deskQuestion({ channels: [slow, broken, quick] }), never());
    expect(settled).toMatchObject({ isAllowed: false, outcome: 'denied_user', by: 'quick: Ada' });
    expect(told).toBe(true);
  });

  it('gives a channel no more than the call offers', async () => {
    const { desk, grants } = open();
    const shown = deskQuestion().shown;
    const secret = { ...shown, reasons: [{ ...shown.reasons[0]!, detector: 'secrets' as const }] };
    const greedy = {
      name: 'greedy',
      ask: () => Promise.resolve({ verdict: 'allow' as const, scope: 'always' as const }),
    };
    expect(await desk.ask(deskQuestion({ shown: secret, channels: [greedy] }), never())).toMatchObject({
      isAllowed: true,
    });
    expect(grants.list()).toEqual([]);
    const denier = {
      name: 'x',
      ask: () => Promise.resolve({ verdict: 'allow' as const, scope: 'always-deny' as const }),
    };
    expect(await desk.ask(deskQuestion({ channels: [denier] }), never())).toMatchObject({ isAllowed: true });
    expect(grants.hasDenials).toBe(false);
  });

  it('forgets what it held some minutes after it ended', async () => {
    const { desk } = open();
    const asked = desk.ask(deskQuestion(), never());
    const { id } = desk.list()[0]!;
    await vi.advanceTimersByTimeAsync(45_000);
    await asked;
    await vi.advanceTimersByTimeAsync(10 * 60_000 + 1);
    expect(desk.list()).toEqual([]);
    expect(() => desk.show(id)).toThrow('There is no call');
  });

  it('suggests to pause a client that asks all the time', () => {
    const { desk } = open();
    for (let count = 0; count < 11; count += 1) void desk.ask(deskQuestion(), never());
    expect(desk.list().map(({ suggestPause }) => suggestPause === true)).toEqual([
      ...Array<boolean>(10).fill(false),
      true,
    ]);
  });
});
