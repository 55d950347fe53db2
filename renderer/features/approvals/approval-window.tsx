import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { EmptyState } from '../../components/empty-state';
import { Loaded } from '../../components/loaded';
import { isPending } from '../../model/holds';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import { ApprovalPrompt } from './approval-prompt';
import classes from './approval-window.module.css';
import { useFit } from './use-fit';
import { useLocation } from 'wouter';
import type { Hold } from '../../../shared/model/approval';

const { approvals, shell } = strings;

/** Long enough to see that it is done. */
const DONE_MS = 1_200;

/** The window that asks: one call at a time, the oldest first, and nothing else that a server could write into. */
export function ApprovalWindow() {
  const { stores } = useConsole();
  const load = useLoad(stores.approvals);
  const page = useFit();
  return (
    <main className={classes['window']}>
      <div ref={page}>
        <h1 className="unseen">{approvals.window.title}</h1>
        <Loaded load={load} what={approvals.queue} onRetry={() => void stores.approvals.refresh()}>
          {(holds) => <Queue holds={holds} />}
        </Loaded>
      </div>
    </main>
  );
}

function Queue({ holds }: { readonly holds: readonly Hold[] }) {
  const { desktop } = useConsole();
  // Whoever asks for a call twice sees it twice: the number behind its id is another one.
  const [, namedId, turn] = useLocation()[0].split('/');
  const wantedId = namedId === undefined || namedId === '' ? undefined : decodeURIComponent(namedId);
  // From the start, so that the oldest is not chosen before it.
  const [chosenId, setChosenId] = useState(wantedId);
  useEffect(() => {
    if (wantedId !== undefined) setChosenId(wantedId);
  }, [wantedId, turn]);
  const open = holds.filter(({ state }) => state !== 'resolved');
  // What came too late stays in view, so that it can still be answered; it does not come into view by itself.
  const inView = open.find(({ id }) => id === chosenId) ?? open.find(isPending);
  const inViewId = inView?.id;
  useEffect(() => setChosenId(inViewId), [inViewId]);
  const count = open.filter(isPending).length;
  const isDone = inView === undefined;
  useEffect(() => {
    if (!isDone || desktop?.window !== 'approval') return;
    const timer = setTimeout(() => desktop.close(), DONE_MS);
    return () => clearTimeout(timer);
  }, [isDone, desktop]);
  return (
    <>
      <p role="status" aria-live="assertive" className="unseen">
        {count === 0 ? approvals.window.done : shell.waiting(count)}
      </p>
      {inView === undefined ? (
        <EmptyState icon={CircleCheck} title={approvals.window.done}>
          {approvals.window.doneText}
        </EmptyState>
      ) : (
        <ApprovalPrompt hold={inView} queue={open} onGo={setChosenId} isWindow />
      )}
    </>
  );
}
