import { ActionIcon, Anchor } from '@mantine/core';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Link } from 'wouter';
import type { Hold } from '../../../shared/model/approval';
import { isPending } from '../../model/holds';
import { strings } from '../../strings/strings';
import { RuleFromHold } from './rule-from-hold';
import classes from './prompt-footer.module.css';

const { prompt } = strings.approvals;

interface PromptFooterProps {
  readonly hold: Hold;
  readonly queue: readonly Hold[];
  readonly onGo: (id: string) => void;
  readonly isWindow: boolean;
}

/** How many more there are, and the way to them. What arrives never moves what is in view. */
export function PromptFooter({ hold, queue, onGo, isWindow }: PromptFooterProps) {
  const at = queue.findIndex(({ id }) => id === hold.id);
  const others = queue.filter((each) => isPending(each) && each.id !== hold.id).length;
  // Room is dear in a window that asks about one call alone.
  if (isWindow && queue.length <= 1) return null;
  const [before, after] = [queue[at - 1], queue[at + 1]];
  return (
    <div className={classes['footer']}>
      <span>{prompt.waitingMore(others)}</span>
      <ActionIcon
        size="sm"
        aria-label={prompt.previous}
        disabled={before === undefined}
        onClick={() => before && onGo(before.id)}
      >
        <ChevronLeft size={16} aria-hidden />
      </ActionIcon>
      {at >= 0 && <span className="numbers">{prompt.place(at + 1, queue.length)}</span>}
      <ActionIcon
        size="sm"
        aria-label={prompt.next}
        disabled={after === undefined}
        onClick={() => after && onGo(after.id)}
      >
        <ChevronRight size={16} aria-hidden />
      </ActionIcon>
      {!isWindow && <RuleFromHold hold={hold} />}
      {!isWindow && (
        <Anchor component={Link} href={`/activity?text=${encodeURIComponent(hold.id)}`} size="xs">
          {prompt.openActivity}
        </Anchor>
      )}
    </div>
  );
}
