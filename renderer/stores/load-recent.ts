import type { AdminClient } from '../../shared/contract/contract';
import type { ActivityLine } from '../../shared/model/activity-line';
import type { Recent } from '../model/recent';

export const DAY_MS = 86_400_000;
const PAGE = 1_000;
/** A busy gateway has more; the newest are enough to see how things go, and it is said that there are more. */
export const MOST_RECENT = 5_000;

/** The requests of the last 24 hours, or of another span, newest first. */
export async function loadRecent({ activity }: AdminClient, spanMs = DAY_MS): Promise<Recent> {
  const since = new Date(Date.now() - spanMs).toISOString();
  const lines: ActivityLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await activity.list({
      since,
      kind: 'request',
      limit: PAGE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    lines.push(...page.lines);
    cursor = page.next;
  } while (cursor !== undefined && lines.length < MOST_RECENT);
  return { lines, isCut: cursor !== undefined };
}

/** With one more line, unless it is there; what is older than a day goes. */
export function withLine({ lines, isCut }: Recent, line: ActivityLine): Recent {
  if (has(lines, line)) return { lines, isCut };
  const oldest = line.at - DAY_MS;
  const last = lines.at(-1);
  const kept = last !== undefined && last.at < oldest ? lines.filter(({ at }) => at >= oldest) : lines;
  return { lines: [line, ...kept].slice(0, MOST_RECENT), isCut: isCut || kept.length >= MOST_RECENT };
}

/** Whether a line was told and came in an answer too. Numbers rise, so nobody looks further than to the first smaller one. */
function has(lines: readonly ActivityLine[], { seq = 0, previous }: ActivityLine): boolean {
  for (const one of lines) {
    if (one.seq === seq && one.previous === previous) return true;
    if ((one.seq ?? 0) < seq) return false;
  }
  return false;
}
