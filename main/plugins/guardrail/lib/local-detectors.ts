import { createCodeDetector } from './arguments/code-detector';
import { createExhaustionNumberDetector, createExhaustionTextDetector } from './arguments/exhaustion-detector';
import { createPathDetector } from './arguments/path-detector';
import { createShellDetector } from './arguments/shell-detector';
import { createSqlDetector } from './arguments/sql-detector';
import { createSsrfDetector } from './arguments/ssrf-detector';
import { createDefinitionModel } from './definitions/create-definition-model';
import { createDeceptiveAnnotationsDetector } from './definitions/deceptive-annotations-detector';
import { createPreferenceManipulationDetector } from './definitions/preference-manipulation-detector';
import { createToolPoisoningDetector } from './definitions/tool-poisoning-detector';
import type { Detectors } from './detect/detection';
import { createKeywordPools } from './detect/keyword-pool';
import { compilePatterns } from './detect/rule-set';
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
  const [injection, definitions, toxicity] = await Promise.all([
    loadWeights('injection'),
    loadWeights('definitions'),
    loadWeights('toxicity'),
  ]);
  const pools = createKeywordPools();
  const { texts: pool, definitions: definitionPool } = pools;
  return {
    *compile() {
      for (const one of Object.values(pools)) yield* compilePatterns(one);
    },
    texts: [
      createSecretsDetector(pool),
      createPiiDetector(pool),
      createInjectionRules(pool),
      createInjectionModel(injection, pool),
      createDefinitionModel(definitions),
      createJailbreakDetector(pool),
      createHiddenTextDetector(pool),
      createSolicitationDetector(pool),
      createSystemPromptLeakDetector(pool),
      createExfiltrationDetector(options),
      createShellDetector(pools),
      createCodeDetector(pools),
      createSqlDetector(pools),
      createPathDetector(options, pools),
      createSsrfDetector(options),
      createExhaustionTextDetector(pools),
      createSpongeDetector(pool),
      createToxicityDetector(toxicity, pool),
      createNsfwDetector(),
      createBiasDetector(pool),
      ...(bannedKeywords.length === 0 ? [] : [createBannedKeywordsDetector(bannedKeywords)]),
      ...(Object.keys(topics).length === 0 ? [] : [createTopicsDetector(topics)]),
    ],
    contents: [
      createLimitsDetector(options),
      createToolPoisoningDetector(definitionPool),
      createPreferenceManipulationDetector(definitionPool),
      createDeceptiveAnnotationsDetector(),
      createExhaustionNumberDetector(),
      createRelevancyDetector(),
      createAdherenceDetector(),
      createHallucinationDetector(),
    ],
  };
}
