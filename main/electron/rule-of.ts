import type { RequestEntry } from '../../shared/model/activity-line';
import { stoppingRules } from '../../shared/model/stopping-rules';

/** What stopped a call: the rule that spoke, else its guardrail; a person, where one did. */
export function ruleOf(block: RequestEntry): string {
  return block.outcome === 'denied' ? 'denied' : (stoppingRules(block)[0] ?? 'policy');
}
