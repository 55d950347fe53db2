import { describe, expect, it } from 'vitest';
import { LineTail } from '../../../../../main/gateway/upstream/line-tail';

describe('the tail of a stream', () => {
  it('joins lines, drops empty ones and shows an unfinished one', () => {
    const tail = new LineTail();
    for (const chunk of ['on', 'e\n\n', 'two\r\nthr', 'ee']) tail.push(Buffer.from(chunk));
    expect(tail.lines()).toEqual(['one', 'two', 'three']);
  });

  it('keeps 200 lines', () => {
    const tail = new LineTail();
    tail.push(Buffer.from(Array.from({ length: 500 }, (_, nr) => `line ${nr}\n`).join('')));
    expect(tail.lines()).toHaveLength(200);
    expect(tail.lines().at(-1)).toBe('line 499');
  });

  it('keeps little of long lines, finished or not', () => {
    const tail = new LineTail();
    const long = Buffer.from(`${'x'.repeat(100_000)}\n`);
    for (let i = 0; i < 100; i++) tail.push(long);
    for (let i = 0; i < 100; i++) tail.push(long.subarray(1_000, -1));
    expect(tail.lines().join('').length).toBeLessThan(70_000);
  });
});
