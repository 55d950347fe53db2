import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../../../../main/gateway/ports/guardrail';
import type { Detection } from '../../../../../../../main/plugins/guardrail/lib/detect/detection';
import { driveDetection } from '../../../../../../../main/plugins/guardrail/lib/detect/drive-detection';

const NEVER = new AbortController().signal;
const inspection: Inspection = { phase: 'input', server: 's', method: 'tools/call', content: {} };

const steps = (count: number): Detection =>
  function* () {
    for (let step = 0; step < count; step += 1) yield;
    return [];
  };

describe('a detection', () => {
  it('of a few steps is over at once', () => {
    expect(driveDetection(steps(200), inspection, NEVER)).toEqual([]);
  });

  it('of many steps lets others work meanwhile', async () => {
    let isOver = false;
    const others = new Promise<boolean>((resolve) => setImmediate(() => resolve(isOver)));
    const judged = driveDetection(steps(100_000), inspection, NEVER);
    expect(judged).toBeInstanceOf(Promise);
    expect(await Promise.resolve(judged).finally(() => (isOver = true))).toEqual([]);
    expect(await others).toBe(false);
  });

  it('of slow steps does so too', () => {
    const slow: Detection = function* () {
      for (let step = 0; step < 20; step += 1) {
        for (const until = performance.now() + 1; performance.now() < until;);
        yield;
      }
      return [];
    };
    expect(driveDetection(slow, inspection, NEVER)).toBeInstanceOf(Promise);
  });

  it('ends when nobody waits for it any more', async () => {
    const control = new AbortController();
    const judged = Promise.resolve(driveDetection(steps(Infinity), inspection, control.signal));
    control.abort(new Error('enough'));
    await expect(judged).rejects.toThrow('enough');
  });

  it('fails as its step does, at once or later', async () => {
    const failing = (after: number): Detection =>
      function* () {
        yield* steps(after)(inspection);
        throw new Error('no idea');
      };
    expect(() => driveDetection(failing(1), inspection, NEVER)).toThrow('no idea');
    await expect(Promise.resolve(driveDetection(failing(1_000), inspection, NEVER))).rejects.toThrow('no idea');
  });
});
