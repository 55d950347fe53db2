import { describe, expect, it } from 'vitest';
import { awaitStopSignal } from '../../../../main/headless/signals';

describe('awaitStopSignal', () => {
  it('asks to stop at the first signal, ends the process at the second, and lets go', async () => {
    const listeners = new Set<(signal: NodeJS.Signals) => void>();
    const exits: number[] = [];
    const request = awaitStopSignal({
      exit: (code) => exits.push(code),
      onSignal(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
    const [listener] = listeners;
    listener?.('SIGTERM');
    expect(await request.asked).toBe('SIGTERM');
    expect(exits).toEqual([]);
    listener?.('SIGTERM');
    expect(exits).toEqual([143]);
    request.release();
    expect(listeners.size).toBe(0);
  });
});
