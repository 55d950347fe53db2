import { describe, expect, it } from 'vitest';
import { createIpcTransport } from '../../../../renderer/api/ipc-transport';
import { RemoteError } from '../../../../renderer/api/remote-error';
import type { Bridge, WireReply } from '../../../../shared/contract/bridge';
import { toErrorObject } from '../../../../shared/errors/error-object';
import { GatewayError } from '../../../../shared/errors/gateway-error';

function bridgeThatAnswers(reply: WireReply): Pick<Bridge, 'invoke' | 'subscribe'> & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    invoke: async (operation, input) => {
      asked.push([operation, input]);
      return reply;
    },
    subscribe: () => () => undefined,
  };
}

describe('the IPC transport', () => {
  it('passes operation and input on, and brings the value', async () => {
    const bridge = bridgeThatAnswers({ ok: true, value: 42 });
    expect(await createIpcTransport(bridge).call('status.get', { full: true })).toBe(42);
    expect(bridge.asked).toEqual([['status.get', { full: true }]]);
  });

  it('rejects with what the gateway said', async () => {
    const refusal = new GatewayError('unknown_method', 'There is no such operation');
    const error = toErrorObject(refusal, { correlationId: 'c', at: 0 });
    const failure = createIpcTransport(bridgeThatAnswers({ ok: false, error })).call('x', {});
    await expect(failure).rejects.toThrow('There is no such operation');
    await expect(failure).rejects.toBeInstanceOf(RemoteError);
  });
});
