import { useEffect, useRef, useState } from 'react';
import type { Hold } from '../../../shared/model/approval';
import { isPending } from '../../model/holds';

/** Which calls are looked at together: those that waited when it began, whatever else comes. */
export function useGroupReview(hold: Hold, queue: readonly Hold[]) {
  const [chosen, setChosen] = useState<readonly string[] | undefined>(undefined);
  const alike = queue.filter((each) => isPending(each) && each.group === hold.group);
  const reviewed = queue.filter(({ id, state }) => state === 'pending' && chosen?.includes(id) === true);
  const later = queue.filter(
    (each) => isPending(each) && each.group === reviewed[0]?.group && !reviewed.some(({ id }) => id === each.id),
  );
  const isOver = chosen !== undefined && reviewed.length === 0;
  const before = useRef(hold.id);
  const isStillThere = queue.some((each) => each.id === before.current && isPending(each));
  const hasMovedOn = before.current !== hold.id && isStillThere && chosen?.includes(hold.id) !== true;
  useEffect(() => {
    before.current = hold.id;
    // Somebody chose another call, or nothing is left of those that were looked at.
    if (isOver || hasMovedOn) setChosen(undefined);
  }, [hold.id, isOver, hasMovedOn]);
  return {
    /** Calls that wait and are like the one in view, with it. */
    alike,
    /** Absent: one call is looked at. */
    reviewed: chosen === undefined || isOver || hasMovedOn ? undefined : reviewed,
    later,
    begin: () => setChosen(alike.map(({ id }) => id)),
    include: () => setChosen([...reviewed, ...later].map(({ id }) => id)),
    end: () => setChosen(undefined),
  };
}
