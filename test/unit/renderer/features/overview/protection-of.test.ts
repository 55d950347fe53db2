import { describe, expect, it } from 'vitest';
import { protectionOf } from '../../../../../renderer/features/overview/protection-of';
import type { UpstreamState } from '../../../../../shared/model/server';
import type { GatewayStatus } from '../../../../../shared/model/status';

function statusWith(states: Readonly<Record<string, UpstreamState>>, configProblems: readonly string[] = []) {
  const upstreams = Object.entries(states).map(([server, state]) => ({
    server,
    configId: 'default',
    state,
    transport: 'stdio',
    restarts: 0,
  }));
  return { upstreams, configProblems } as unknown as GatewayStatus;
}

describe('protectionOf', () => {
  it.each([
    [{ a: 'ready', b: 'stopped' }, 'good', 'The gateway is running'],
    [{}, 'quiet', 'The gateway is running, with no server yet'],
    [{ a: 'ready', b: 'restarting' }, 'busy', 'A server is being started again'],
    [{ a: 'restarting', b: 'restarting' }, 'busy', 'Servers are being started again'],
    [{ a: 'restarting', b: 'failed' }, 'bad', 'A server is not available'],
  ] as const)('of %j is %s: %s', (states, tone, title) => {
    expect(protectionOf(statusWith(states))).toMatchObject({ tone, title });
  });

  it('names the servers, and puts a configuration that is not in force first', () => {
    expect(protectionOf(statusWith({ a: 'failed', b: 'ready', c: 'failed' })).detail).toMatch(/^a, c: /);
    expect(protectionOf(statusWith({ a: 'restarting' })).detail).toMatch(/^a: /);
    expect(protectionOf(statusWith({ a: 'failed' }, ['x'])).title).toBe('The newest configuration is not in force');
  });
});
