import type { DetectorName } from '../../../../../shared/model/detectors';
import type { Phase } from '../../../../gateway/ports/guardrail';
import type { Hit, Passage, TextDetector } from '../detect/detector';
import type { KeywordPools } from '../detect/keyword-pool';
import { createRuleSet, type Rule } from '../detect/rule-set';
import { memberUse, type MemberUse } from './member-use';

/** Rules with the uses that they look at. */
export interface UseRules {
  readonly uses: readonly MemberUse[];
  readonly rules: readonly Rule[];
}

export interface ArgumentDetectorFacts {
  readonly detector: DetectorName;
  /** Looked for in arguments. */
  readonly inArguments: readonly UseRules[];
  /** Looked for in what servers say. */
  readonly inResults?: readonly Rule[];
  readonly pools?: KeywordPools | undefined;
}

const USES: readonly MemberUse[] = ['prose', 'command', 'query', 'value'];

/** A detector whose rules depend on what an argument is for. */
export function createArgumentDetector({
  detector,
  inArguments,
  inResults = [],
  pools,
}: ArgumentDetectorFacts): TextDetector {
  const byUse = new Map(
    USES.map((use) => {
      const rules = inArguments.flatMap((one) => (one.uses.includes(use) ? one.rules : []));
      return [use, createRuleSet(rules, pools?.arguments)] as const;
    }),
  );
  const results = createRuleSet(inResults, pools?.texts);
  return {
    detector,
    phases: new Set<Phase>(inResults.length === 0 ? ['input'] : ['input', 'output']),
    forms: new Set(['plain', 'folded', 'decoded']),
    detect(passage: Passage): readonly Hit[] {
      if (passage.phase === 'output') return results(passage.text, passage.readings);
      return byUse.get(memberUse(passage))?.(passage.text, passage.readings) ?? [];
    },
  };
}
