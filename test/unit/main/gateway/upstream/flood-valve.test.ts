import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { FloodValve } from '../../../../../main/gateway/upstream/flood-valve';
import { eventually } from './pool-under-test';

const MEGABYTE = 1024 * 1024;

describe('the flood valve', () => {
  it('closes for a moment when too much rubbish comes at once', async () => {
    const stream = new PassThrough().resume();
    const valve = new FloodValve(stream);
    valve.waste(7 * MEGABYTE);
    expect(stream.isPaused()).toBe(false);
    valve.waste(MEGABYTE);
    expect(stream.isPaused()).toBe(true);
    expect(await eventually(() => !stream.isPaused(), 1_000)).toBe(true);
  });

  it('stays open for rubbish that comes slowly', async () => {
    const stream = new PassThrough().resume();
    const valve = new FloodValve(stream);
    valve.waste(7 * MEGABYTE);
    await new Promise((resolve) => setTimeout(resolve, 150));
    valve.waste(7 * MEGABYTE);
    expect(stream.isPaused()).toBe(false);
  });
});
