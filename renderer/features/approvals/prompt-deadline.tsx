import type { Hold } from '../../../shared/model/approval';
import { useNow } from '../../hooks/use-now';
import { strings } from '../../strings/strings';
import classes from './prompt-deadline.module.css';

const { approvals } = strings;
const { prompt } = approvals;

/** How long there is to decide, or what became of it. */
export function PromptDeadline({ hold }: { readonly hold: Hold }) {
  if (hold.state === 'pending') return <Countdown hold={hold} />;
  if (hold.state === 'resolved') {
    return <p className={classes['over']}>{approvals.decided.said(outcomeOf(hold))}</p>;
  }
  return (
    <p className={classes['over']}>
      <strong>{prompt.expired}</strong> {prompt.expiredText}
    </p>
  );
}

function Countdown({ hold }: { readonly hold: Hold }) {
  const now = useNow();
  const leftMs = Math.max(0, hold.deadline - now);
  const left = Math.ceil(leftMs / 1_000);
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <div className={classes['deadline']}>
      {/* Read once, not each second: it is no live region. */}
      <span>{prompt.deniedIn(time)}</span>
      <progress max={hold.deadline - hold.createdAt} value={leftMs} aria-label={prompt.deniedIn(time)} />
    </div>
  );
}

/** What became of a call, in words. */
export function outcomeOf({ outcome = 'denied_user' }: Hold): string {
  const [kind = ''] = outcome.split(':');
  return kind in approvals.outcome ? approvals.outcome[kind as keyof typeof approvals.outcome] : kind;
}
