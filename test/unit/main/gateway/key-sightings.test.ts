import { expect, it } from 'vitest';
import { createKeySightings } from '../../../../main/gateway/key-sightings';

it('remembers when each key was admitted, across restarts, and writes seldom', () => {
  const saved = new Map<string, unknown>();
  let writes = 0;
  const state = {
    read: <T>(section: string) => saved.get(section) as T | undefined,
    write(section: string, value: unknown) {
      writes += 1;
      saved.set(section, value);
    },
  };
  let now = 1_000;
  const sightings = createKeySightings(state, () => now);
  for (; now < 10_000; now += 10) sightings.saw('a');
  expect([sightings.all(), writes]).toEqual([{ a: 9_990 }, 1]);
  now = 12_000;
  sightings.saw('a');
  sightings.saw('b');
  expect(writes).toBe(3);
  expect(createKeySightings(state, () => now).all()).toEqual({ a: 12_000, b: 12_000 });
  saved.set('keySightings', { a: 'soon', b: 5 });
  expect(createKeySightings(state, () => now).all()).toEqual({ b: 5 });
});
