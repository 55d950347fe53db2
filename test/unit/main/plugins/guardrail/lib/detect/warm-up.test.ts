import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../../../../../main/gateway/ports/guardrail';
import {
  createDetection,
  type Detection,
  type Detectors,
} from '../../../../../../../main/plugins/guardrail/lib/detect/detection';
import { EVERY_PHASE } from '../../../../../../../main/plugins/guardrail/lib/detect/detector';
import { detectAtOnce } from '../../../../../../../main/plugins/guardrail/lib/detect/drive-detection';
import {
  FOREIGN_TEXTS,
  ORDINARY_DEFINITIONS,
  ORDINARY_TEXTS,
} from '../../../../../../../main/plugins/guardrail/lib/detect/ordinary-texts';
import { createWarmUp } from '../../../../../../../main/plugins/guardrail/lib/detect/warm-up';
import { createLocalDetectors } from '../../../../../../../main/plugins/guardrail/lib/local-detectors';
import { LocalOptions } from '../../../../../../../main/plugins/guardrail/lib/local-options';
import { detectorFacts } from '../../../../../../../shared/model/detectors';

const NEVER = new AbortController().signal;
const DETECTORS: Detectors = {
  texts: (['secrets', 'pii'] as const).map((detector) => ({
    detector,
    phases: EVERY_PHASE,
    forms: new Set(['plain' as const]),
    detect: () => [],
  })),
  contents: [],
};

/** A detection that notes what it was put to and takes as many steps as wanted. */
function noting(steps = 1, stepMs = 0) {
  const seen: Inspection[] = [];
  const detect: Detection = function* (inspection) {
    seen.push(inspection);
    for (let step = 0; step < steps; step += 1) {
      for (const until = performance.now() + stepMs; performance.now() < until;);
      yield;
    }
    return [];
  };
  return { seen, detect };
}

describe('the warm-up', () => {
  it('puts all detectors to every kind of traffic where somebody waits for it', async () => {
    const { seen, detect } = noting();
    await createWarmUp(detect, DETECTORS, NEVER).finish();
    expect(new Set(seen.map(({ phase }) => phase))).toEqual(new Set(['listing', 'input', 'output']));
    expect(seen.every(({ wanted }) => wanted === undefined)).toBe(true);
  });

  it('puts each detector to it by itself where nobody does', async () => {
    const { seen, detect } = noting();
    await createWarmUp(detect, DETECTORS, NEVER).begin();
    const kinds = new Set(seen.map(({ phase, wanted = [] }) => `${phase} ${[...wanted].join()}`));
    expect(kinds).toEqual(
      new Set(['secrets', 'pii'].flatMap((who) => ['listing', 'input', 'output'].map((phase) => `${phase} ${who}`))),
    );
  });

  it('compiles all patterns before it looks at anything, one at a step', async () => {
    const order: string[] = [];
    const { detect, seen } = noting();
    function* compile() {
      for (const pattern of ['first', 'second']) {
        order.push(`${pattern} after ${seen.length} texts`);
        yield;
      }
    }
    const warmUp = createWarmUp(detect, { ...DETECTORS, compile }, NEVER);
    await warmUp.finish();
    await warmUp.finish();
    expect(order).toEqual(['first after 0 texts', 'second after 0 texts']);
  });

  it('is done once', async () => {
    const { seen, detect } = noting();
    const warmUp = createWarmUp(detect, DETECTORS, NEVER);
    await warmUp.finish();
    const before = seen.length;
    await warmUp.finish();
    expect(seen).toHaveLength(before);
  });

  it('does not begin again in the background once it is finished', async () => {
    const { seen, detect } = noting();
    const warmUp = createWarmUp(detect, DETECTORS, NEVER);
    const begun = warmUp.begin();
    await warmUp.finish();
    const before = seen.length;
    await begun;
    expect(seen).toHaveLength(before);
  });

  it('lets others work between steps, also where somebody waits for it', async () => {
    const { seen, detect } = noting(1, 2);
    const control = new AbortController();
    const warmed = createWarmUp(detect, DETECTORS, control.signal).finish();
    const before = seen.length;
    await setTimeout(20);
    expect(before).toBeLessThanOrEqual(1);
    control.abort();
    await warmed;
  });

  it('leaves a start alone, and ends with its gateway', async () => {
    const { seen, detect } = noting();
    const control = new AbortController();
    const begun = createWarmUp(detect, DETECTORS, control.signal).begin();
    await setTimeout(50);
    control.abort();
    await begun;
    expect(seen).toEqual([]);
  });

  it('looks at what nobody would take for an attack', async () => {
    const detect = createDetection(await createLocalDetectors(LocalOptions.parse({})));
    const about = { server: 's', method: 'tools/call' };
    const findings = [
      ...[...ORDINARY_TEXTS, ...FOREIGN_TEXTS].flatMap((content) =>
        detectAtOnce(detect, { ...about, phase: 'output', content }),
      ),
      ...ORDINARY_DEFINITIONS.flatMap((content) => detectAtOnce(detect, { ...about, phase: 'listing', content })),
    ];
    const taken = findings.filter(({ detector, score }) => {
      const { injectionLike, threshold } = detectorFacts(detector);
      return injectionLike === true && score >= threshold;
    });
    expect(taken).toEqual([]);
  });
});
