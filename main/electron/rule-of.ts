import type { RequestEntry } from '../../shared/model/activity-line';

const STOPPING: readonly string[] = ['block', 'failed-closed'];

/** What stopped a call: the rule that spoke, else its guardrail; a person, where one did. */
export function ruleOf({ outcome, judgements }: RequestEntry): string {
  if (outcome === 'denied') return 'denied';
  const judged = judgements.find(({ action, monitored }) => monitored !== true && STOPPING.includes(action));
  return judged?.rules[0] ?? judged?.guardrail ?? 'policy';
}
