import type { Detectors } from './detect/detection';
import type { LocalOptions } from './local-options';
import { createLimitsDetector } from './limits/limits-detector';
import {
  createAdherenceDetector,
  createHallucinationDetector,
  createRelevancyDetector,
} from './overlap/overlap-detectors';
import { createCodeDetector } from './arguments/code-detector';
import { createExhaustionNumberDetector, createExhaustionTextDetector } from './arguments/exhaustion-detector';
import { createPathDetector } from './arguments/path-detector';
import { createShellDetector } from './arguments/shell-detector';
import { createSqlDetector } from './arguments/sql-detector';
import { createSsrfDetector } from './arguments/ssrf-detector';
import { createExfiltrationDetector } from './exfiltration/exfiltration-detector';
import { createPiiDetector } from './pii/pii-detector';
import { createSecretsDetector } from './secrets/secrets-detector';
import { createBannedKeywordsDetector, createTopicsDetector } from './words/word-detectors';

/** Every detector that ships, made ready for use. */
export function createLocalDetectors(options: LocalOptions): Detectors {
  const { bannedKeywords, topics } = options;
  return {
    texts: [
      createSecretsDetector(),
      createPiiDetector(),
      createShellDetector(),
      createCodeDetector(),
      createSqlDetector(),
      createPathDetector(options),
      createSsrfDetector(options),
      createExhaustionTextDetector(),
      createExfiltrationDetector(options),
      ...(bannedKeywords.length === 0 ? [] : [createBannedKeywordsDetector(bannedKeywords)]),
      ...(Object.keys(topics).length === 0 ? [] : [createTopicsDetector(topics)]),
    ],
    contents: [
      createLimitsDetector(options),
      createExhaustionNumberDetector(),
      createRelevancyDetector(),
      createAdherenceDetector(),
      createHallucinationDetector(),
    ],
  };
}
