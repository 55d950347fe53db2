import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../../main/headless/exit-codes';
import { ERROR_CODES, type ErrorCode } from '../../../../shared/errors/codes';
import { GatewayError } from '../../../../shared/errors/gateway-error';

describe('exitCodeOf', () => {
  it.each([
    ['internal', 1],
    ['operation_failed', 1],
    ['config_invalid', 2],
    ['config_missing', 2],
    ['unknown_provider', 2],
    ['invalid_params', 2],
    ['server_unavailable', 5],
    ['discovery_failed', 5],
    ['discovery_unauthorized', 5],
    ['tls_failed', 5],
    ['unknown_server', 7],
    ['unknown_name', 7],
    ['config_rejected', 7],
    ['unavailable', 7],
    ['invalid_credentials', 7],
    ['insufficient_permissions', 7],
  ] as const)('gives %s the code %i', (code, expected) => {
    expect(exitCodeOf(new GatewayError(code, 'x'))).toBe(expected);
  });

  it('never calls a failure a success', () => {
    for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
      expect(exitCodeOf(new GatewayError(code, 'x'))).toBeGreaterThan(0);
    }
  });

  it('sees a port in use behind any error', () => {
    const busy = Object.assign(new Error('busy'), { code: 'EADDRINUSE' });
    const between = new Error('between', { cause: busy });
    expect(exitCodeOf(new GatewayError('internal', 'x', {}, { cause: between }))).toBe(4);
  });
});
