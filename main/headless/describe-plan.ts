import type { PlannedChange } from '../admin/plan-changes';
import type { Answer } from './leaf-command';

/** What a dry run found, which changed nothing. */
export function describePlan(changes: readonly PlannedChange[]): Answer {
  const lines = changes.flatMap(({ path, before, after }) => [
    ...(before === undefined ? [] : [`- ${path}: ${JSON.stringify(before)}`]),
    ...(after === undefined ? [] : [`+ ${path}: ${JSON.stringify(after)}`]),
  ]);
  const text = lines.length === 0 ? 'Nothing would change.' : ['This would change:', ...lines].join('\n');
  return { facts: { dry_run: true, changes }, text };
}
