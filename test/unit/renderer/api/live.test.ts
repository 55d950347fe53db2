import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLive, EVERYTHING } from '../../../../renderer/api/live';
import { RemoteError } from '../../../../renderer/api/remote-error';
import type { Heard, Transport } from '../../../../renderer/api/transport';
import { createStores } from '../../../../renderer/stores/stores';
import type { AdminClient } from '../../../../shared/contract/contract';
import type { GatewayEvent } from '../../../../shared/contract/events';
import { toErrorObject } from '../../../../shared/errors/error-object';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import type { Hold } from '../../../../shared/model/approval';
import { GATEWAY_STATUS } from '../../../support/gateway-status';

/** A gateway that says what the test lets it say. */
function open() {
  const listeners: ((heard: Heard) => void)[] = [];
  const asked = { approvals: 0 };
  const transport: Transport = {
    call: () => Promise.reject(new Error('nobody asks this way')),
    subscribe(_, listener) {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const list = async () => {
    asked.approvals += 1;
    return [];
  };
  const stores = createStores({ approvals: { list } } as unknown as AdminClient);
  const live = createLive(transport, stores, EVERYTHING);
  const say = (heard: Heard) => listeners.at(-1)!(heard);
  const tell = (event: GatewayEvent) => say({ kind: 'event', event });
  return { live, stores, listeners, asked, say, tell };
}

const hold = (id: string, seq: number) => ({ id, seq, state: 'pending' }) as Hold;

describe('what is live', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is one subscription that reaches the stores', async () => {
    const { live, stores, listeners, say, tell } = open();
    const stop = live.start();
    say({ kind: 'open' });
    tell({ topic: 'status', type: 'status.changed', status: GATEWAY_STATUS });
    stores.approvals.tell([]);
    tell({ topic: 'approvals', type: 'approval.held', hold: hold('B', 2) });
    tell({ topic: 'approvals', type: 'approval.held', hold: hold('A', 1) });
    tell({ topic: 'approvals', type: 'approval.resolved', id: 'B', outcome: 'denied_user' });
    expect(listeners).toHaveLength(1);
    expect(stores.connection.getState()).toEqual({ phase: 'live' });
    expect(stores.status.getState()).toMatchObject({ phase: 'ready', data: GATEWAY_STATUS });
    const known = stores.approvals.getState();
    expect(known.phase === 'ready' && known.data.map(({ id, state }) => [id, state])).toEqual([
      ['A', 'pending'],
      ['B', 'resolved'],
    ]);
    stop();
  });

  it('asks for clients again when it hears of one', async () => {
    const { live, stores, say, tell } = open();
    const refresh = vi.spyOn(stores.clients, 'renew');
    const stop = live.start();
    say({ kind: 'open' });
    refresh.mockClear();
    tell({ topic: 'clients', type: 'client.changed', client: 'cursor', title: 'Cursor', state: 'entry-removed' });
    expect(refresh).toHaveBeenCalledOnce();
    stop();
  });

  it('marks all that is known as not current when the gateway is gone, and asks again when it is back', async () => {
    const { live, stores, listeners, asked, say } = open();
    const stop = live.start();
    say({ kind: 'open' });
    await stores.approvals.refresh();
    say({ kind: 'ended', failure: new TypeError('network') });
    expect(stores.connection.getState().phase).toBe('lost');
    expect(stores.approvals.getState()).toMatchObject({ phase: 'failed', last: { data: [] } });
    await vi.advanceTimersByTimeAsync(500);
    expect(listeners).toHaveLength(2);
    say({ kind: 'open' });
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.approvals).toBe(2);
    expect(stores.approvals.getState().phase).toBe('ready');
    stop();
  });

  it('waits for a person when it is not let in', async () => {
    const { live, stores, listeners, say } = open();
    const stop = live.start();
    const error = new GatewayError('unauthenticated', 'Who are you?');
    say({ kind: 'ended', failure: new RemoteError(toErrorObject(error, { correlationId: 'c', at: 0 }).error) });
    expect(stores.connection.getState()).toEqual({ phase: 'unauthorized', token: 'missing' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(listeners).toHaveLength(1);
    live.restart();
    await vi.advanceTimersByTimeAsync(0);
    expect(listeners).toHaveLength(2);
    stop();
  });
});
