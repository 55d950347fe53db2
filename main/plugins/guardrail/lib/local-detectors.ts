import type { Detectors } from './detect/detection';
import type { LocalOptions } from './local-options';
import { createLimitsDetector } from './limits/limits-detector';
import {
  createAdherenceDetector,
  createHallucinationDetector,
  createRelevancyDetector,
} from './overlap/overlap-detectors';
import { createBannedKeywordsDetector, createTopicsDetector } from './words/word-detectors';

/** Every detector that ships, made ready for use. */
export function createLocalDetectors(options: LocalOptions): Detectors {
  const { bannedKeywords, topics } = options;
  return {
    texts: [
      ...(bannedKeywords.length === 0 ? [] : [createBannedKeywordsDetector(bannedKeywords)]),
      ...(Object.keys(topics).length === 0 ? [] : [createTopicsDetector(topics)]),
    ],
    contents: [
      createLimitsDetector(options),
      createRelevancyDetector(),
      createAdherenceDetector(),
      createHallucinationDetector(),
    ],
  };
}
