import { describe, expect, it } from 'vitest';
import { ConcurrencyGate } from '../../../../../main/gateway/upstream/concurrency-gate';

const forever = () => new AbortController().signal;

function gateOf(limit: number, queue = 64) {
  const full = { times: 0 };
  return { full, gate: new ConcurrencyGate({ server: 'server', limit, queue, onFull: () => (full.times += 1) }) };
}

describe('the concurrency gate', () => {
  it('lets waiting calls in, first come, first served', async () => {
    const { gate } = gateOf(1);
    expect(gate.tryEnter()).toBe(true);
    expect(gate.tryEnter()).toBe(false);
    const order: number[] = [];
    const waiting = [1, 2].map((nr) => gate.enter(forever()).then(() => order.push(nr)));
    gate.leave();
    gate.leave();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2]);
    expect(gate.active).toBe(1);
    gate.leave();
    expect(gate.active).toBe(0);
  });

  it('gives no place to a call that gave up, and its place in line to another', async () => {
    const { gate } = gateOf(1, 1);
    gate.tryEnter();
    const gaveUp = new AbortController();
    const call = gate.enter(gaveUp.signal);
    gaveUp.abort(new TypeError('gone'));
    await expect(call).rejects.toThrow('gone');
    await expect(gate.enter(gaveUp.signal)).rejects.toThrow('gone');
    const next = gate.enter(forever());
    gate.leave();
    await next;
    gate.leave();
    expect(gate.active).toBe(0);
  });

  it('refuses when the line is full, saying when to come back', async () => {
    const { gate, full } = gateOf(1, 3);
    gate.tryEnter();
    for (let i = 0; i < 3; i++) void gate.enter(forever());
    const refusal = gate.enter(forever());
    await expect(refusal).rejects.toMatchObject({ code: 'queue_full', detail: { retry_after_seconds: 1 } });
    expect(full.times).toBe(1);
    await expect(gateOf(0, 0).gate.enter(forever())).rejects.toMatchObject({ code: 'queue_full' });
  });

  it('lets keys take turns, so that a flood of one does not keep the others waiting', async () => {
    const { gate } = gateOf(1);
    gate.tryEnter();
    const order: string[] = [];
    const waiting = ['a', 'a', 'a', 'a', 'b', 'c', 'b'].map((key) =>
      gate.enter(forever(), key).then(() => order.push(key)),
    );
    for (const _ of waiting) gate.leave();
    await Promise.all(waiting);
    expect(order.join('')).toBe('abcabaa');
  });

  it('takes the place of the longest line for a key that has a shorter one, and only then', async () => {
    const { gate, full } = gateOf(1, 3);
    gate.tryEnter();
    const flood = [1, 2, 3].map(() => gate.enter(forever(), 'flood'));
    const other = gate.enter(forever(), 'other');
    await expect(flood[2]).rejects.toMatchObject({ code: 'queue_full' });
    await expect(gate.enter(forever(), 'other')).rejects.toMatchObject({ code: 'queue_full' });
    await expect(gate.enter(forever(), 'flood')).rejects.toMatchObject({ code: 'queue_full' });
    expect(full.times).toBe(3);
    gate.leave();
    gate.leave();
    await Promise.all([flood[0], other]);
  });
});
