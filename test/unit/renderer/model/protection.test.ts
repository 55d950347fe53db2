import { describe, expect, it } from 'vitest';
import { protectionOf } from '../../../../renderer/model/protection';
import type { Pause } from '../../../../shared/model/approval';
import type { GatewayStatus } from '../../../../shared/model/status';
import { GATEWAY_STATUS } from '../../../support/gateway-status';

const server = (state: 'ready' | 'failed') => ({ ...GATEWAY_STATUS.upstreams[0]!, server: 'a', state });
const status = (change: Partial<GatewayStatus>): GatewayStatus => ({
  ...GATEWAY_STATUS,
  upstreams: [{ configId: 'default', transport: 'stdio', restarts: 0, server: 'a', state: 'ready' }],
  ...change,
});
const EVERYBODY: Pause = { id: 'p', target: { kind: 'all' }, since: 0 };
const ONE: Pause = { id: 'p', target: { kind: 'server', server: 'a' }, since: 0 };

describe('protectionOf', () => {
  it.each([
    ['protected', status({}), []],
    ['protected', status({}), [ONE]],
    ['paused', status({ configProblems: ['x'] }), [EVERYBODY]],
    ['attention', status({ configProblems: ['x'] }), []],
    ['attention', status({ upstreams: [{ ...server('failed'), configId: 'default' }] }), []],
    ['idle', status({ upstreams: [] }), []],
  ] as const)('is %s', (expected, known, pauses) => {
    expect(protectionOf({ connection: { phase: 'live' }, status: known, pauses })).toBe(expected);
  });

  it('never claims protection that it does not know of', () => {
    const problem = { message: 'gone' };
    const known = { status: status({}), pauses: [] };
    expect(protectionOf({ connection: { phase: 'lost', problem, since: 0 }, ...known })).toBe('lost');
    expect(protectionOf({ connection: { phase: 'live' }, status: undefined, pauses: [] })).toBe('connecting');
  });
});
