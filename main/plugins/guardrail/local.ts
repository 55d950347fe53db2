import type { DetectorName } from '../../../shared/model/detectors';
import type { DetectedFinding, Report } from '../../../shared/model/verdict';
import type { Inspection } from '../../gateway/ports/guardrail';
import { definePlugin } from '../../gateway/ports/plugin';
import { contentSize } from './lib/detect/content-size';
import { createDetection } from './lib/detect/detection';
import { EVERY_PHASE } from './lib/detect/detector';
import { detectAtOnce, driveDetection } from './lib/detect/drive-detection';
import { createLocalDetectors } from './lib/local-detectors';
import { createWarmUp } from './lib/detect/warm-up';
import { LocalOptions } from './lib/local-options';
import { createKnownSecretsDetector } from './lib/secrets/known-secrets-detector';
import { createDetectionThread } from './lib/worker/detection-thread';

/** Looking at this much takes about two turns of the loop, sending it to another thread next to nothing. */
const LARGE = 32_768;
/** A millisecond or so: nobody waits for it. */
const SMALL = 4_096;

/**
 * The detectors that ship: they run in this process, on large content in a thread of its own, and ask nobody. The policy
 * says what is done about what they find.
 */
export const local = definePlugin({
  kind: 'guardrail',
  name: 'local',
  title: 'Detectors that work offline',
  options: LocalOptions,
  async create(options, { detectorWorkerPath: path, knownSecrets, onDispose }) {
    const detectors = await createLocalDetectors(options);
    const detect = createDetection(detectors);
    const names = new Set<DetectorName>([...detectors.texts, ...detectors.contents].map(({ detector }) => detector));
    const here = (inspection: Inspection, signal: AbortSignal) => driveDetection(detect, inspection, signal);
    const thread = createDetectionThread({ path, options, here });
    onDispose(() => thread.dispose());
    const warming = new AbortController();
    onDispose(() => warming.abort());
    const warmUp = createWarmUp(detect, detectors, warming.signal);
    // What fails here fails again where it matters, and is told there.
    warmUp.begin().catch(() => undefined);
    // In this thread whatever the size: the values of secrets are not copied into another, and one pass is soon done.
    const contents = knownSecrets === undefined ? [] : [createKnownSecretsDetector(knownSecrets)];
    const detectKnown = createDetection({ texts: [], contents });
    const withKnown = (inspection: Inspection, found: Found, signal: AbortSignal): Found => {
      if ((knownSecrets?.reach ?? 0) === 0) return found;
      return joined(driveDetection(detectKnown, inspection, signal), found);
    };
    return {
      phases: EVERY_PHASE,
      detectors: names,
      warmUp: () => warmUp.finish(),
      inspectNow(inspection) {
        const isSmall = contentSize([inspection.content, inspection.request]) < SMALL;
        if (!isSmall) return undefined;
        const known = (knownSecrets?.reach ?? 0) === 0 ? [] : detectAtOnce(detectKnown, inspection);
        return report([...known, ...detectAtOnce(detect, inspection)]);
      },
      inspect(inspection, signal) {
        const size = contentSize([inspection.content, inspection.request]);
        const judged = size < LARGE ? here(inspection, signal) : thread.judge(inspection, size, signal);
        const found = withKnown(inspection, judged, signal);
        return found instanceof Promise ? found.then(report) : report(found);
      },
    };
  },
});

type Found = readonly DetectedFinding[] | Promise<readonly DetectedFinding[]>;

function joined(one: Found, other: Found): Found {
  if (!(one instanceof Promise) && !(other instanceof Promise)) return [...one, ...other];
  return Promise.all([one, other]).then((both) => both.flat());
}

const report = (findings: readonly DetectedFinding[]): Report => ({ action: 'report', findings });
