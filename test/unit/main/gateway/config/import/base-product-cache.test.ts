import { expect, it } from 'vitest';
import { planImport } from '../../../../../../main/gateway/config/import/plan-import';

const plan = (common: object) => planImport(JSON.stringify({ common_mcp_gateway_config: common, mcp_configs: {} }));
const cacheOf = async (common: object) =>
  ((await plan(common)) as unknown as { config: { cache?: unknown } }).config.cache;

const REDIS = {
  enkrypt_mcp_use_external_cache: true,
  enkrypt_cache_host: 'redis.example',
  enkrypt_cache_port: 6380,
  enkrypt_cache_db: 2,
  enkrypt_cache_password: null,
};

it('takes the Redis of the base product, every key of it', async () => {
  expect(await cacheOf({ ...REDIS, enkrypt_tool_cache_expiration: 2 })).toEqual({
    toolSeconds: 7_200,
    provider: { use: 'redis', options: { host: 'redis.example', port: 6380, db: 2 } },
  });
  expect(await cacheOf({ ...REDIS, enkrypt_cache_password: 'plum' })).toMatchObject({
    provider: { options: { password: 'plum' } },
  });
});

it('says why the rest of it meant nothing where no external cache was used', async () => {
  expect(await cacheOf({ ...REDIS, enkrypt_mcp_use_external_cache: false })).toBeUndefined();
  const said = JSON.stringify(await plan({ ...REDIS, enkrypt_mcp_use_external_cache: false }));
  expect(said).toContain('enkrypt_mcp_use_external_cache is not true');
});
