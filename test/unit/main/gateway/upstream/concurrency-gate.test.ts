import { describe, expect, it } from 'vitest';
import { ConcurrencyGate } from '../../../../../main/gateway/upstream/concurrency-gate';

const forever = () => new AbortController().signal;

describe('the concurrency gate', () => {
  it('lets waiting calls in, first come, first served', async () => {
    const gate = new ConcurrencyGate('server', 1);
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

  it('gives no place to a call that gave up', async () => {
    const gate = new ConcurrencyGate('server', 1);
    gate.tryEnter();
    const gaveUp = new AbortController();
    const call = gate.enter(gaveUp.signal);
    gaveUp.abort(new TypeError('gone'));
    await expect(call).rejects.toThrow('gone');
    await expect(gate.enter(gaveUp.signal)).rejects.toThrow('gone');
    gate.leave();
    expect(gate.active).toBe(0);
  });

  it('refuses when the line is too long', async () => {
    const gate = new ConcurrencyGate('server', 1);
    gate.tryEnter();
    for (let i = 0; i < 1_024; i++) void gate.enter(forever());
    await expect(gate.enter(forever())).rejects.toMatchObject({ code: 'resource_exhausted' });
  });
});
