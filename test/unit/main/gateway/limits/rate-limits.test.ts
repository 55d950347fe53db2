import { describe, expect, it } from 'vitest';
import { GatewayConfig, type GatewayConfigInput } from '../../../../../shared/config/gateway-config';
import { createCounters } from '../../../../../main/gateway/limits/counters';
import { createRateLimits } from '../../../../../main/gateway/limits/rate-limits';
import { createMemoryRates, type RateStore } from '../../../../../main/gateway/limits/rate-store';

const once = { perMinute: 1, burst: 1 };
const twice = { perMinute: 1, burst: 2 };
const HASH = `sha256:${'a'.repeat(22)}:${'b'.repeat(43)}`;
const at = { createdAt: '2026-01-01T00:00:00Z', hash: HASH, projectId: 'p', userId: 'u' };

function open(limits: GatewayConfigInput['limits'], server: object = {}, store: RateStore = createMemoryRates()) {
  const config = GatewayConfig.parse({
    version: 1,
    configs: { main: { name: 'Main', servers: { files: { command: 'x', ...server } } } },
    keys: { mine: at, others: { ...at, limits: { rate: twice } } },
    limits,
  });
  const counters = createCounters();
  const rates = createRateLimits({ store, counters, clock: () => 0 });
  return {
    counters,
    key: (keyId = 'mine') => rates.checkKey(keyId, config),
    use: (keyId: string, tool: string | undefined, server = 'files') =>
      rates.checkUse({ keyId, configId: 'main', server, tool }, config),
  };
}

describe('createRateLimits', () => {
  it('refuses a key that asks too often, with the time to wait, and counts it', () => {
    const { key, counters } = open({ keyRate: once });
    void key();
    expect(() => key()).toThrow(
      expect.objectContaining({ code: 'rate_limited', detail: { retry_after_seconds: 60 } }) as Error,
    );
    expect(counters.list()).toEqual([{ event: 'key_rate_exceeded', count: 1 }]);
  });

  it('goes by what the key’s own entry says, where it says something', () => {
    const { key } = open({ keyRate: once });
    void key('others');
    void key('others');
    expect(() => key('others')).toThrow('limit of 1 requests a minute, 2 at once; wait 60 s');
  });

  it('counts a tool by key, and the nearest rate is the one that counts', () => {
    const { use } = open(
      { toolRate: { perMinute: 100 } },
      { limits: { toolRate: twice }, toolLimits: { read: { rate: once } } },
    );
    void use('mine', 'read');
    expect(() => use('mine', 'read')).toThrow('files · read');
    void use('others', 'read');
    void use('mine', 'write');
    void use('mine', 'write');
    expect(() => use('mine', 'write')).toThrow('2 at once');
    void use('mine', 'constructor');
  });

  it('counts a server for everybody, and what one key is refused is not taken from the others', () => {
    const { use, counters } = open({ toolRate: once }, { limits: { rate: twice } });
    void use('mine', 'read');
    for (let i = 0; i < 10; i++) expect(() => use('mine', 'read')).toThrow('files · read');
    void use('others', undefined);
    expect(() => use('others', 'read')).toThrow('Server files');
    expect(counters.list()).toEqual([
      { event: 'tool_rate_exceeded', server: 'files', count: 10 },
      { event: 'server_rate_exceeded', server: 'files', count: 1 },
    ]);
  });

  it('waits for a store that is somewhere else', async () => {
    const store: RateStore = { take: (name) => Promise.resolve(name.startsWith('server') ? 1_500 : 0) };
    const { use } = open({}, {}, store);
    await expect(use('mine', 'read')).rejects.toMatchObject({ detail: { server: 'files', retry_after_seconds: 2 } });
    await expect(use('mine', 'enkrypt_list_all_servers', 'gateway')).resolves.toBeUndefined();
  });
});
