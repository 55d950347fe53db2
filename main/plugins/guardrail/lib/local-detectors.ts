import { createCodeDetector } from './arguments/code-detector';
import { createExhaustionNumberDetector, createExhaustionTextDetector } from './arguments/exhaustion-detector';
import { createPathDetector } from './arguments/path-detector';
import { createShellDetector } from './arguments/shell-detector';
import { createSqlDetector } from './arguments/sql-detector';
import { createSsrfDetector } from './arguments/ssrf-detector';
import { createDeceptiveAnnotationsDetector } from './definitions/deceptive-annotations-detector';
import { createPreferenceManipulationDetector } from './definitions/preference-manipulation-detector';
import { createToolPoisoningDetector } from './definitions/tool-poisoning-detector';
import type { Detectors } from './detect/detection';
import { createExfiltrationDetector } from './exfiltration/exfiltration-detector';
import { createHiddenTextDetector } from './hidden-text/hidden-text-detector';
import { createInjectionModel } from './injection/create-injection-model';
import { createInjectionRules } from './injection/injection-rules';
import { createJailbreakDetector } from './injection/jailbreak-detector';
import { createLimitsDetector } from './limits/limits-detector';
import type { LocalOptions } from './local-options';
import { loadWeights } from './model/load-weights';
import {
  createAdherenceDetector,
  createHallucinationDetector,
  createRelevancyDetector,
} from './overlap/overlap-detectors';
import { createPiiDetector } from './pii/pii-detector';
import { createSecretsDetector } from './secrets/secrets-detector';
import { createSolicitationDetector } from './solicitation/solicitation-detector';
import { createSpongeDetector } from './sponge/create-sponge-detector';
import { createSystemPromptLeakDetector } from './system-prompt-leak/system-prompt-leak-detector';
import { createBiasDetector } from './toxicity/create-bias-detector';
import { createNsfwDetector } from './toxicity/create-nsfw-detector';
import { createToxicityDetector } from './toxicity/create-toxicity-detector';
import { createBannedKeywordsDetector, createTopicsDetector } from './words/word-detectors';

/** Every detector that ships, made ready for use. */
export async function createLocalDetectors(options: LocalOptions): Promise<Detectors> {
  const { bannedKeywords, topics } = options;
  const [injection, toxicity] = await Promise.all([loadWeights('injection'), loadWeights('toxicity')]);
  return {
    texts: [
      createSecretsDetector(),
      createPiiDetector(),
      createInjectionRules(),
      createInjectionModel(injection),
      createJailbreakDetector(),
      createHiddenTextDetector(),
      createSolicitationDetector(),
      createSystemPromptLeakDetector(),
      createExfiltrationDetector(options),
      createShellDetector(),
      createCodeDetector(),
      createSqlDetector(),
      createPathDetector(options),
      createSsrfDetector(options),
      createExhaustionTextDetector(),
      createSpongeDetector(),
      createToxicityDetector(toxicity),
      createNsfwDetector(),
      createBiasDetector(),
      ...(bannedKeywords.length === 0 ? [] : [createBannedKeywordsDetector(bannedKeywords)]),
      ...(Object.keys(topics).length === 0 ? [] : [createTopicsDetector(topics)]),
    ],
    contents: [
      createLimitsDetector(options),
      createToolPoisoningDetector(),
      createPreferenceManipulationDetector(),
      createDeceptiveAnnotationsDetector(),
      createExhaustionNumberDetector(),
      createRelevancyDetector(),
      createAdherenceDetector(),
      createHallucinationDetector(),
    ],
  };
}
