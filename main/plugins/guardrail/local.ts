import type { DetectorName } from '../../../shared/model/detectors';
import type { DetectedFinding, Report } from '../../../shared/model/verdict';
import { definePlugin } from '../../gateway/ports/plugin';
import { createDetection } from './lib/detect/detection';
import { EVERY_PHASE } from './lib/detect/detector';
import { driveDetection } from './lib/detect/drive-detection';
import { createLocalDetectors } from './lib/local-detectors';
import { LocalOptions } from './lib/local-options';

/** The detectors that ship: they run in this process and ask nobody. The policy says what is done about what they find. */
export const local = definePlugin({
  kind: 'guardrail',
  name: 'local',
  title: 'Detectors that work offline',
  options: LocalOptions,
  async create(options) {
    const detectors = await createLocalDetectors(options);
    const detect = createDetection(detectors);
    const names = new Set<DetectorName>([...detectors.texts, ...detectors.contents].map(({ detector }) => detector));
    return {
      phases: EVERY_PHASE,
      detectors: names,
      inspect(inspection, signal) {
        const found = driveDetection(detect, inspection, signal);
        return found instanceof Promise ? found.then(report) : report(found);
      },
    };
  },
});

const report = (findings: readonly DetectedFinding[]): Report => ({ action: 'report', findings });
