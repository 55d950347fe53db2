import type { Hold } from '../../../shared/model/approval';
import { headlineOf } from '../../../shared/text/describe-hold';
import { plainName } from '../../../shared/text/plain-name';
import type { Notice } from './notice';

const MOST_RULES = 3;

/** One notice per group of waiting calls, in the order of their arrival: client, tool, server and the rules that spoke. */
export function holdNotices(holds: readonly Hold[]): readonly Notice[] {
  const groups = new Map<string, Hold[]>();
  for (const hold of holds) {
    const group = groups.get(hold.group);
    if (group === undefined) groups.set(hold.group, [hold]);
    else group.push(hold);
  }
  return [...groups].map(([group, calls]) => noticeOf(group, calls));
}

function noticeOf(group: string, calls: readonly Hold[]): Notice {
  const first = calls[0]!;
  const rules = [...new Set(calls.flatMap(({ reasons }) => reasons.map(({ ruleId }) => plainName(ruleId))))];
  const more = rules.length > MOST_RULES ? ` and ${rules.length - MOST_RULES} more` : '';
  const why = rules.length === 0 ? '' : `Asked by ${rules.slice(0, MOST_RULES).join(', ')}${more}. `;
  return {
    tag: `hold ${group}`,
    title: headlineOf(first),
    body: `${why}${calls.length === 1 ? 'It waits' : `${calls.length} calls wait`} for your decision.`,
    isQuiet: false,
    opens: { kind: 'approvals', id: first.id },
    calls: calls.map(({ id, seq }) => ({ id, seq })),
  };
}
