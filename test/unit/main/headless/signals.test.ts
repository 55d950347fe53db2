import { describe, expect, it } from 'vitest';
import { awaitStopSignal } from '../../../../main/headless/signals';

function waiting() {
  const listeners = new Set<(signal: NodeJS.Signals) => void>();
  const exits: number[] = [];
  let now = 1_000;
  const request = awaitStopSignal({
    exit: (code) => exits.push(code),
    now: () => now,
    onSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const send = (signal: NodeJS.Signals) => {
    for (const listener of listeners) listener(signal);
  };
  return { request, send, exits, listeners, pass: (ms: number) => (now += ms) };
}

describe('awaitStopSignal', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)(
    'asks to stop at the first %s, ends the process with %i at the second, and lets go',
    async (signal, code) => {
      const { request, send, exits, listeners, pass } = waiting();
      send(signal);
      expect(await request.asked).toBe(signal);
      pass(2_000);
      expect(exits).toEqual([]);
      send(signal);
      expect(exits).toEqual([code]);
      request.release();
      expect(listeners.size).toBe(0);
    },
  );

  it('takes the copies of one press of Ctrl-C for one', async () => {
    const { request, send, exits, pass } = waiting();
    send('SIGINT');
    pass(3);
    send('SIGINT');
    pass(40);
    send('SIGINT');
    expect(await request.asked).toBe('SIGINT');
    expect(exits).toEqual([]);
  });
});
