import { describe, expect, it, vi } from 'vitest';
import { readOnce, type Readings } from '../../../../../../../main/plugins/guardrail/lib/detect/read-once';

describe('readOnce', () => {
  it('reads a text once for all who ask, each reading by itself', () => {
    const length = vi.fn((text: string) => text.length);
    const first = vi.fn((text: string) => text[0]);
    const readings: Readings = [];
    expect([1, 2, 3].map(() => [readOnce('word', readings, length), readOnce('word', readings, first)])).toEqual([
      [4, 'w'],
      [4, 'w'],
      [4, 'w'],
    ]);
    expect([length, first].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('lets a reading use others', () => {
    const length = vi.fn((text: string) => text.length);
    const isLong = (text: string, readings?: Readings) => readOnce(text, readings, length) > 3;
    const readings: Readings = [];
    expect([readOnce('word', readings, isLong), readOnce('word', readings, length)]).toEqual([true, 4]);
    expect(length).toHaveBeenCalledOnce();
  });

  it('remembers that there was nothing', () => {
    const nothing = vi.fn(() => undefined);
    const readings: Readings = [];
    expect([1, 2].map(() => readOnce('word', readings, nothing))).toEqual([undefined, undefined]);
    expect(nothing).toHaveBeenCalledOnce();
  });

  it('reads again where nothing can be kept', () => {
    const length = vi.fn((text: string) => text.length);
    expect([1, 2].map(() => readOnce('word', undefined, length))).toEqual([4, 4]);
    expect(length).toHaveBeenCalledTimes(2);
  });
});
