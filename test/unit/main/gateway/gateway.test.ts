import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openTestHouse, type TestHouse } from '../../../support/test-house';

let house: TestHouse | undefined;

afterEach(async () => {
  await house?.stop();
  house = undefined;
});

const ping = (one: TestHouse) =>
  one.house.gateway.use((runtime) => Promise.resolve(runtime.config.projects['demo']?.name));

describe('createGateway', () => {
  it('reads a broken file once, however old the configuration in force is', async () => {
    house = await openTestHouse({ config: { cache: { configSeconds: 0 } } });
    await writeFile(join(house.directory, 'config.json'), '{ broken');
    for (let i = 0; i < 20; i += 1) expect(await ping(house)).toBe('Demo');
    expect(house.logged.filter((line) => line.includes('was not taken over'))).toHaveLength(1);
    expect(house.house.gateway.configProblems()).toHaveLength(1);
  });

  it('puts an edit in force that is made while an earlier one is being read', async () => {
    house = await openTestHouse();
    const rename = (name: string) =>
      house?.edit((config) => void Object.assign(config.projects['demo'] ?? {}, { name }));
    await rename('First');
    const first = ping(house);
    await rename('Second');
    expect(await ping(house)).toBe('Second');
    await first;
  });

  it('forgets those who left before they could be told of the end', async () => {
    house = await openTestHouse();
    const { gateway } = house.house;
    let told = 0;
    gateway.onStop(() => (told += 1), AbortSignal.abort());
    const leaving = new AbortController();
    gateway.onStop(() => (told += 10), leaving.signal);
    leaving.abort();
    gateway.onStop(() => (told += 100), new AbortController().signal);
    await gateway.stop(1_000);
    expect(told).toBe(100);
    await expect(ping(house)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('stops in good order although the activity cannot be written', async () => {
    house = await openTestHouse();
    const [sink] = house.house.gateway.current().telemetry;
    Object.assign(sink ?? {}, { flush: () => Promise.reject(new Error('disk full')) });
    await house.house.gateway.stop(1_000);
    expect(house.logged.some((line) => line.includes('Activity could not be written'))).toBe(true);
  });
});
