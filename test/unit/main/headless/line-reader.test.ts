import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLineReader } from '../../../../main/headless/line-reader';

const never = new AbortController().signal;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let input: PassThrough;
const open = (onOver = () => undefined) => createLineReader((input = new PassThrough()), onOver);
afterEach(() => input.destroy());

describe('lines that a person types', () => {
  it('count from a moment after the question on', async () => {
    const reader = open();
    input.write('allow\n');
    const line = reader.next(never);
    input.write('allow\n');
    await wait(100);
    input.write('allow\n');
    await wait(300);
    input.write('  DENY \nallow\n');
    expect(await line).toBe('deny');
    reader.close();
  });

  it('end with the question', async () => {
    const reader = open();
    const gone = new AbortController();
    const line = reader.next(gone.signal);
    gone.abort();
    expect(await line).toBeUndefined();
    expect(await reader.next(gone.signal)).toBeUndefined();
    reader.close();
  });

  it('end with the input, also before the question could be read', async () => {
    const onOver = vi.fn();
    const reader = open(onOver);
    const line = reader.next(never);
    input.end();
    expect(await line).toBeUndefined();
    expect(reader.isOver).toBe(true);
    expect(onOver).toHaveBeenCalledOnce();
    expect(await reader.next(never)).toBeUndefined();
  });

  it('leave nothing behind, however many questions there are', async () => {
    const warned = vi.fn();
    process.on('warning', warned);
    const reader = open();
    for (let question = 0; question < 30; question += 1) {
      const gone = new AbortController();
      const line = reader.next(gone.signal);
      gone.abort();
      await line;
    }
    await wait(10);
    process.off('warning', warned);
    expect(warned).not.toHaveBeenCalled();
    reader.close();
  });
});
