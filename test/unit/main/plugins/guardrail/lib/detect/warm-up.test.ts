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
  it('puts each detector to every kind of traffic, alone and with the others', async () => {
    const { seen, detect } = noting();
    await createWarmUp(detect, DETECTORS, NEVER).finish();
    const kinds = seen.map(({ phase, wanted }) => `${phase} ${wanted === undefined ? 'all' : [...wanted].join()}`);
    for (const who of ['secrets', 'pii', 'all'])
      for (const phase of ['listing', 'input', 'output']) expect(kinds).toContain(`${phase} ${who}`);
  });

  it('is done once', async () => {
    const { seen, detect } = noting();
    const warmUp = createWarmUp(detect, DETECTORS, NEVER);
    await warmUp.finish();
    const before = seen.length;
    await warmUp.finish();
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
      ...ORDINARY_TEXTS.flatMap((content) => detectAtOnce(detect, { ...about, phase: 'output', content })),
      ...ORDINARY_DEFINITIONS.flatMap((content) => detectAtOnce(detect, { ...about, phase: 'listing', content })),
    ];
    const taken = findings.filter(({ detector, score }) => {
      const { injectionLike, threshold } = detectorFacts(detector);
      return injectionLike === true && score >= threshold;
    });
    expect(taken).toEqual([]);
  });
});
