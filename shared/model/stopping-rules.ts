import type { RequestEntry } from './activity-line';

const STOPPING: readonly string[] = ['block', 'failed-closed'];

/**
 * What stopped a call, each once, in the order in which it spoke: rules, and the name of a guardrail that named none, such as one
 * that could not look. What only observes stops nothing. Empty where a person, a limit or the server did.
 */
export function stoppingRules({ judgements }: Pick<RequestEntry, 'judgements'>): readonly string[] {
  const stopping = judgements.filter(({ action, monitored }) => monitored !== true && STOPPING.includes(action));
  return [...new Set(stopping.flatMap(({ rules, guardrail }) => (rules.length > 0 ? rules : [guardrail])))];
}
