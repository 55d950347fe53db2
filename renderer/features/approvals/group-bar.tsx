import { Button } from '@mantine/core';
import { ListChecks } from 'lucide-react';
import type { Hold } from '../../../shared/model/approval';
import { strings } from '../../strings/strings';
import classes from './group-review.module.css';
import { useDecideTogether } from './use-decide-together';

const { group } = strings.approvals;

interface GroupBarProps {
  /** Calls of one client to one tool, the one in view among them. */
  readonly holds: readonly Hold[];
  readonly isInert: boolean;
  readonly onReview: () => void;
}

/** Others like the call in view: to be denied at once, or looked at together. */
export function GroupBar({ holds, isInert, onReview }: GroupBarProps) {
  const { isBusy, deny } = useDecideTogether();
  return (
    <div className={classes['bar']} data-inert={isInert || undefined}>
      <span>{group.alike(holds.length)}</span>
      <Button size="xs" leftSection={<ListChecks size={14} aria-hidden />} onClick={onReview}>
        {group.review}
      </Button>
      <Button size="xs" loading={isBusy} onClick={() => deny(holds)}>
        {group.denyAll(holds.length)}
      </Button>
    </div>
  );
}
