import type { ArgumentJudgement } from './gateway/argument-rules/argument-rule-judge';
import type { EffectiveRule } from './gateway/argument-rules/effective-rules';

/** What was said about arguments, and by which rules. */
export interface SpokenRules {
  readonly action: ArgumentJudgement['action'];
  readonly objections: readonly {
    readonly rule: string;
    readonly action: EffectiveRule['action'];
    readonly origin: string;
    readonly at: string;
    readonly message: string;
  }[];
}

export function spokenOf({ action, objections }: ArgumentJudgement): SpokenRules {
  return {
    action,
    objections: objections.map(({ rule, finding }) => ({
      rule: rule.id,
      action: rule.action,
      origin: rule.origin,
      at: finding.at ?? '',
      message: finding.message,
    })),
  };
}
