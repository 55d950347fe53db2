import type { DetectorName } from '../../../shared/model/detectors';
import type { DetectedFinding, Report } from '../../../shared/model/verdict';
import type { Inspection } from '../../gateway/ports/guardrail';
import { definePlugin } from '../../gateway/ports/plugin';
import { contentSize } from './lib/detect/content-size';
import { createDetection } from './lib/detect/detection';
import { EVERY_PHASE } from './lib/detect/detector';
import { detectAtOnce, driveDetection } from './lib/detect/drive-detection';
import { createLocalDetectors } from './lib/local-detectors';
import { warmUp } from './lib/detect/warm-up';
import { LocalOptions } from './lib/local-options';
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
  async create(options, { detectorWorkerPath: path, onDispose }) {
    const detectors = await createLocalDetectors(options);
    const detect = createDetection(detectors);
    const names = new Set<DetectorName>([...detectors.texts, ...detectors.contents].map(({ detector }) => detector));
    const here = (inspection: Inspection, signal: AbortSignal) => driveDetection(detect, inspection, signal);
    const thread = createDetectionThread({ path, options, here });
    onDispose(() => thread.dispose());
    const warming = new AbortController();
    onDispose(() => warming.abort());
    void warmUp(detect, warming.signal);
    return {
      phases: EVERY_PHASE,
      detectors: names,
      inspectNow(inspection) {
        const isSmall = contentSize([inspection.content, inspection.request]) < SMALL;
        return isSmall ? report(detectAtOnce(detect, inspection)) : undefined;
      },
      inspect(inspection, signal) {
        const size = contentSize([inspection.content, inspection.request]);
        const found = size < LARGE ? here(inspection, signal) : thread.judge(inspection, size, signal);
        return found instanceof Promise ? found.then(report) : report(found);
      },
    };
  },
});

const report = (findings: readonly DetectedFinding[]): Report => ({ action: 'report', findings });
