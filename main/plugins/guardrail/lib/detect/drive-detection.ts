import { setImmediate } from 'node:timers/promises';
import type { DetectedFinding } from '../../../../../shared/model/verdict';
import type { Inspection } from '../../../../gateway/ports/guardrail';
import type { Detection } from './detection';

/** Content of this many steps is looked at in one go: cheaper than coming back for it. */
const STEPS_AT_ONCE = 256;
/** As long as one turn of the loop may take, with room for a step that is slower than the others. */
const TURN_MS = 4;
const STEPS_BETWEEN_LOOKS = 8;

/** Runs a detection from its beginning to its end. */
export function detectAtOnce(detect: Detection, inspection: Inspection): readonly DetectedFinding[] {
  const steps = detect(inspection);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Runs a detection: short ones at once, long ones in turns, so that others are answered meanwhile. */
export function driveDetection(
  detect: Detection,
  inspection: Inspection,
  signal: AbortSignal,
): readonly DetectedFinding[] | Promise<readonly DetectedFinding[]> {
  const steps = detect(inspection);
  const startedAt = performance.now();
  for (let count = 0; count < STEPS_AT_ONCE; count += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (count % STEPS_BETWEEN_LOOKS === 0 && performance.now() - startedAt > TURN_MS) break;
  }
  return inTurns(steps, signal);
}

async function inTurns(steps: ReturnType<Detection>, signal: AbortSignal): Promise<readonly DetectedFinding[]> {
  for (;;) {
    await setImmediate();
    signal.throwIfAborted();
    const startedAt = performance.now();
    while (performance.now() - startedAt < TURN_MS) {
      const step = steps.next();
      if (step.done === true) return step.value;
    }
  }
}
