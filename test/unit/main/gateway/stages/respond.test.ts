import { describe, expect, it } from 'vitest';
import { GatewayError, UpstreamRpcError } from '../../../../../shared/errors/gateway-error';
import type { ReceivedRequest, ShortenedRequest } from '../../../../../main/gateway/stages/request-states';
import { refuse, respond, toRpcError } from '../../../../../main/gateway/stages/respond';

const received = (method: string) => ({ method, trail: { correlationId: 'mine' } }) as unknown as ReceivedRequest;
const KEY = 'secure-mcp-gateway/error';

describe('refuse', () => {
  it('tells the model of a refused call, with advice and the id of the record', () => {
    const error = new GatewayError('blocked_by_guardrail', 'Not this', { server: 's', tool: 't', phase: 'input' });
    const reply = refuse(received('tools/call'), error);
    expect(reply).toMatchObject({
      kind: 'refusal-result',
      result: {
        isError: true,
        content: [
          { type: 'text', text: expect.stringMatching(/^Not this \(GUARD_004, correlation id mine\)\. Change/) },
        ],
        _meta: {
          [KEY]: {
            code: 'GUARD_004',
            name: 'blocked_by_guardrail',
            correlation_id: 'mine',
            context: { server_name: 's', tool_name: 't' },
          },
        },
      },
    });
    expect(error.correlationId).toBeUndefined();
  });

  it.each(['unknown_name', 'unknown_server', 'invalid_params', 'cancelled'] as const)(
    'is a protocol error for %s',
    (code) => {
      expect(refuse(received('tools/call'), new GatewayError(code, 'x')).kind).toBe('error');
    },
  );

  it('is a JSON-RPC error for everything but calls', () => {
    expect(refuse(received('prompts/get'), new GatewayError('blocked_by_guardrail', 'x'))).toMatchObject({
      kind: 'error',
      error: { code: 40_304, message: 'x', data: { [KEY]: { correlation_id: 'mine' } } },
    });
  });

  it('passes a server’s own error unchanged', () => {
    const error = { code: -32_042, message: 'm', data: { kept: true } };
    expect(refuse(received('tools/call'), new UpstreamRpcError(error, 's'))).toMatchObject({ kind: 'error', error });
  });

  it.each([
    new TypeError('hunter2'),
    'hunter2',
    undefined,
    new GatewayError('internal', 'hunter2', { path: 'hunter2' }),
    new GatewayError('guardrail_unavailable', 'hunter2', { path: 'hunter2' }),
  ])('keeps what is nobody’s business to itself: %s', (thrown) => {
    for (const method of ['tools/call', 'tools/list']) {
      const { cause, ...told } = refuse(received(method), thrown) as { cause: unknown };
      expect(JSON.stringify(told)).not.toContain('hunter2');
      expect(JSON.stringify(told)).toContain('mine');
      expect(cause).toBeInstanceOf(GatewayError);
    }
  });
});

describe('toRpcError', () => {
  it('says which versions are spoken', () => {
    const error = new GatewayError('unsupported_protocol_version', 'x', { supported: ['a'], requested: 'b' });
    expect(toRpcError(error, 'c')).toMatchObject({ code: -32_022, data: { supported: ['a'], requested: 'b' } });
  });
});

describe('respond', () => {
  it('puts the judged items into the page as it came', () => {
    const answer = {
      kind: 'listing',
      list: 'tools',
      page: { tools: ['replaced'], nextCursor: '', note: 'kept' },
      items: [{ server: 's', definition: { name: 'a' }, exposed: { name: 's__a' } }],
      era: 'modern',
    };
    expect(respond({ answer } as unknown as ShortenedRequest)).toEqual({
      kind: 'result',
      result: { tools: [{ name: 's__a' }], nextCursor: '', note: 'kept' },
      era: 'modern',
    });
  });
});
