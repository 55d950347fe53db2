import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../../../shared/errors/gateway-error';
import { retryAfter, statusOfAnswer } from '../../../../../main/gateway/inbound/refusal-status';
import { toRpcError } from '../../../../../main/gateway/stages/respond';

const answer = (error: GatewayError) => ({ jsonrpc: '2.0', id: 1, error: toRpcError(error, 'c') }) as const;

describe('statusOfAnswer', () => {
  it('is 429 with Retry-After for what comes too often, and 200 for everything else', () => {
    const often = new GatewayError('rate_limited', 'x', { retry_after_seconds: 2 });
    expect(statusOfAnswer(answer(often))).toEqual({ status: 429, headers: { 'retry-after': '2' } });
    const full = new GatewayError('resource_exhausted', 'x');
    expect(statusOfAnswer(answer(full))).toEqual({ status: 429, headers: {} });
    expect(statusOfAnswer(answer(new GatewayError('invalid_params', 'x'))).status).toBe(200);
    expect(statusOfAnswer({ jsonrpc: '2.0', id: 1, result: {} }).status).toBe(200);
  });

  it('says whole seconds', () => {
    expect(retryAfter(new GatewayError('paused', 'x', { retry_after_seconds: 1.2 }))).toEqual({ 'retry-after': '2' });
    expect(retryAfter(new GatewayError('paused', 'x'))).toEqual({});
  });
});
