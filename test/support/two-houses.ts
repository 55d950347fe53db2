import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestHouse, type TestHouse, type TestHouseOptions } from './test-house';

/** Two gateways with the same configuration and the same keys, as behind a load balancer. */
export async function openTwoHouses(options: TestHouseOptions): Promise<readonly [TestHouse, TestHouse]> {
  const first = await openTestHouse(options);
  const { keys } = JSON.parse(await readFile(join(first.directory, 'config.json'), 'utf8')) as {
    keys: NonNullable<NonNullable<TestHouseOptions['config']>['keys']>;
  };
  return [first, await openTestHouse({ ...options, config: { ...options.config, keys }, key: first.key })];
}
