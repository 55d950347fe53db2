import { describe, expect, it } from 'vitest';
import { RemoteError } from '../../../../renderer/api/remote-error';
import { createStatusStore } from '../../../../renderer/stores/status-store';
import { GatewayError } from '../../../../shared/errors/gateway-error';
import { toErrorObject } from '../../../../shared/errors/error-object';
import type { GatewayStatus } from '../../../../shared/model/status';
import { GATEWAY_STATUS } from '../../../support/gateway-status';

const STATUS: GatewayStatus = {
  ...GATEWAY_STATUS,
  upstreams: [{ configId: 'default', server: 'echo', state: 'ready', transport: 'stdio', pid: 8, restarts: 0 }],
  sessions: 1,
  requests: { total: 3, blocked: 1, failed: 0, active: 0 },
  limits: [],
};

const refusal = new RemoteError(
  toErrorObject(new GatewayError('unauthenticated', 'No token'), { correlationId: 'c', at: 0 }).error,
);

/** A gateway that answers each call with the next of `answers`; the last one repeats. */
function storeOver(answers: readonly unknown[]) {
  let calls = 0;
  const call = async (): Promise<unknown> => {
    const answer = answers[Math.min(calls++, answers.length - 1)];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { store: createStatusStore({ call, subscribe: () => () => undefined }, 5), calls: () => calls };
}

describe('the status store', () => {
  it('begins by connecting, then shows what the gateway says', async () => {
    const { store } = storeOver([STATUS]);
    expect(store.current()).toEqual({ phase: 'connecting' });
    await store.refresh();
    expect(store.current()).toEqual({ phase: 'live', status: STATUS });
  });

  it('asks for a token when the gateway does, and forgets what it knew', async () => {
    const { store } = storeOver([STATUS, refusal]);
    await store.refresh();
    await store.refresh();
    expect(store.current()).toEqual({ phase: 'unauthorized', token: 'missing' });
  });

  it('keeps the last known state while the gateway is silent, and recovers', async () => {
    const silence = new TypeError('fetch failed');
    const { store } = storeOver([STATUS, silence, silence, STATUS]);
    for (let round = 0; round < 3; round++) await store.refresh();
    expect(store.current()).toMatchObject({ phase: 'lost', lastKnown: STATUS });
    await store.refresh();
    expect(store.current().phase).toBe('live');
  });

  it('does not believe an answer of another shape', async () => {
    const { store } = storeOver([{ ...STATUS, upstreams: 'none' }]);
    await store.refresh();
    expect(store.current()).toMatchObject({ phase: 'lost', problem: expect.stringContaining('another version') });
  });

  it('asks again and again until it is told to stop', async () => {
    const { store, calls } = storeOver([STATUS]);
    const stop = store.watch();
    for (let waited = 0; waited < 200 && calls() < 3; waited++) await new Promise((done) => setTimeout(done, 5));
    stop();
    expect(calls()).toBeGreaterThanOrEqual(3);
    const asked = calls();
    await new Promise((done) => setTimeout(done, 40));
    expect(calls()).toBeLessThanOrEqual(asked + 1);
  });
});
