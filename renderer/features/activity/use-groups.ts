import { useMemo, useState } from 'react';
import type { ActivityLine } from '../../../shared/model/activity-line';
import { type GroupRow, groupLines, type LineGroup, rowsOf } from './activity-groups';
import { idOf } from './line-id';

/** The rows of the table, and what opens and closes a group. */
export function useGroups(
  lines: readonly ActivityLine[],
  isGrouped: boolean,
): { readonly rows: readonly GroupRow[]; readonly toggle: (group: LineGroup) => void } {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(() => (isGrouped ? groupLines(lines) : undefined), [lines, isGrouped]);
  const rows = useMemo(
    () => (groups === undefined ? lines.map((line): GroupRow => ({ kind: 'line', line })) : rowsOf(groups, open)),
    [groups, lines, open],
  );
  const toggle = ({ lines: members }: LineGroup): void =>
    setOpen((before) => {
      const ids = members.map(idOf);
      const wasOpen = ids.some((id) => before.has(id));
      if (!wasOpen) return new Set([...before, ids[0]!]);
      const closed = new Set(ids);
      return new Set([...before].filter((id) => !closed.has(id)));
    });
  return { rows, toggle };
}
