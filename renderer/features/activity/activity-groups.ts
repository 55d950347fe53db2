import type { ActivityLine } from '../../../shared/model/activity-line';
import { decisionOf } from '../../model/decision';
import { idOf } from './line-id';

/** Lines that belong together, newest first. */
export interface LineGroup {
  /** Absent: no request, but a change or what the record says about itself. */
  readonly client?: { readonly name: string | undefined; readonly keyId: string | undefined };
  readonly session?: string;
  readonly lines: readonly ActivityLine[];
  readonly blocked: number;
  readonly held: number;
  readonly failed: number;
}

/** One row of a table: a group, or a line of one that is open. */
export type GroupRow =
  | { readonly kind: 'group'; readonly group: LineGroup; readonly isOpen: boolean }
  | { readonly kind: 'line'; readonly line: ActivityLine };

/** Requests without a session that are further apart belong to two occasions. */
const GAP_MS = 30 * 60_000;

interface OpenGroup {
  readonly first: ActivityLine;
  readonly lines: ActivityLine[];
}

/**
 * Lines by the session that they belong to. Clients of the modern era have none: what one of them asked for without a pause
 * of half an hour is taken for one. Groups are in the order of their newest lines.
 */
export function groupLines(lines: readonly ActivityLine[]): readonly LineGroup[] {
  const open = new Map<string, OpenGroup>();
  const groups: OpenGroup[] = [];
  for (const line of lines) {
    const key = keyOf(line);
    const known = open.get(key);
    if (known !== undefined && (hasSession(line) || known.lines.at(-1)!.at - line.at <= GAP_MS)) {
      known.lines.push(line);
      continue;
    }
    const group = { first: line, lines: [line] };
    open.set(key, group);
    groups.push(group);
  }
  return groups.map(describe);
}

/**
 * What is shown: groups, and the lines of those that are open. A group grows at both ends, so it is known by any line of it
 * that was there when it was opened.
 */
export function rowsOf(groups: readonly LineGroup[], open: ReadonlySet<string>): readonly GroupRow[] {
  return groups.flatMap((group): GroupRow[] => {
    const isOpen = open.size > 0 && group.lines.some((line) => open.has(idOf(line)));
    const lines = isOpen ? group.lines.map((line): GroupRow => ({ kind: 'line', line })) : [];
    return [{ kind: 'group', group, isOpen }, ...lines];
  });
}

const hasSession = (line: ActivityLine): boolean => line.kind === 'request' && line.session !== undefined;

function keyOf(line: ActivityLine): string {
  if (line.kind !== 'request') return 'gateway';
  const { session, keyId = '', clientName = '' } = line;
  return JSON.stringify(session === undefined ? [keyId, clientName] : [keyId, session, true]);
}

function describe({ first, lines }: OpenGroup): LineGroup {
  const decisions = lines.flatMap((line) => (line.kind === 'request' ? [decisionOf(line)] : []));
  const count = (wanted: string): number => decisions.filter((decision) => decision === wanted).length;
  const counts = { blocked: count('blocked'), held: count('held'), failed: count('failed') };
  if (first.kind !== 'request') return { lines, ...counts };
  const { clientName: name, keyId, session } = first;
  return { client: { name, keyId }, ...(session === undefined ? {} : { session }), lines, ...counts };
}
