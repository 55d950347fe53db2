import { describe, expect, it } from 'vitest';
import { createLinkQueue } from '../../../../main/electron/link-queue';

describe('addresses that somebody opened', () => {
  it('wait until there is somebody to take them, in order, and no more of them than a person opens', () => {
    const queue = createLinkQueue();
    for (let at = 0; at < 40; at += 1) queue.take(`x://${at}`);
    const taken: string[] = [];
    queue.deliverTo((address) => taken.push(address));
    expect(taken).toEqual(Array.from({ length: 16 }, (_, at) => `x://${at}`));
    queue.take('x://later');
    queue.take(`x://${'l'.repeat(3_000)}`);
    expect(taken.at(-1)).toBe('x://later');
  });
});
