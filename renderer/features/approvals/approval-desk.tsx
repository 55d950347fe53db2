import { CircleCheck, Hourglass } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Hold } from '../../../shared/model/approval';
import { SEVERITIES } from '../../../shared/model/detectors';
import { plainName } from '../../../shared/text/plain-name';
import { Ago } from '../../components/ago';
import { EmptyState } from '../../components/empty-state';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './approval-desk.module.css';
import { ApprovalGlance } from './approval-glance';
import { ApprovalPrompt } from './approval-prompt';
import { outcomeOf } from './prompt-deadline';

const { approvals } = strings;

export type DeskTab = 'waiting' | 'expired' | 'decided';

interface ApprovalDeskProps {
  readonly tab: DeskTab;
  readonly holds: readonly Hold[];
  /** Of the call that the address names. */
  readonly namedId: string | undefined;
}

/** On the left what there is, on the right the call in view. What is in view stays until somebody moves on. */
export function ApprovalDesk({ tab, holds, namedId }: ApprovalDeskProps) {
  const { desktop } = useConsole();
  const [, go] = useLocation();
  const [chosenId, setChosenId] = useState(namedId);
  useEffect(() => {
    if (namedId !== undefined) setChosenId(namedId);
  }, [namedId]);
  const inView = holds.find(({ id }) => id === chosenId) ?? holds[0];
  const inViewId = inView?.id;
  useEffect(() => setChosenId(inViewId), [inViewId]);
  const show = (id: string): void => {
    setChosenId(id);
    go(`/approvals/${encodeURIComponent(id)}`, { replace: true });
  };
  // The address names no call any more: when one is over, those that are looked at together stay in view.
  const review = (): void => go(`/approvals/${tab}`, { replace: true });
  if (inView === undefined) {
    return (
      <EmptyState icon={tab === 'waiting' ? CircleCheck : Hourglass} title={approvals.nothing[tab]}>
        {approvals.nothing[`${tab}Text`]}
      </EmptyState>
    );
  }
  return (
    <div className={classes['desk']}>
      <Queue holds={holds} inView={inView} onShow={show} />
      {desktop?.window === 'main' ? (
        <ApprovalGlance hold={inView} queue={holds} onGo={show} desktop={desktop} />
      ) : (
        <ApprovalPrompt hold={inView} queue={holds} onGo={show} onReview={review} />
      )}
    </div>
  );
}

interface QueueProps {
  readonly holds: readonly Hold[];
  readonly inView: Hold;
  readonly onShow: (id: string) => void;
}

/** Calls of one client to one tool stand together, in order of arrival. */
function Queue({ holds, inView, onShow }: QueueProps) {
  const groups = new Map<string, Hold[]>();
  for (const hold of holds) groups.set(hold.group, [...(groups.get(hold.group) ?? []), hold]);
  return (
    <div className={classes['queue']}>
      {[...groups].map(([group, members]) => (
        <div key={group}>
          {members.length > 1 && (
            <div className={classes['group']}>{approvals.calls(members.length, plainName(members[0]!.tool.name))}</div>
          )}
          <ul>
            {members.map((hold) => (
              <li key={hold.id}>
                <button
                  type="button"
                  className={classes['item']}
                  aria-current={hold.id === inView.id || undefined}
                  onClick={() => onShow(hold.id)}
                >
                  <QueueItem hold={hold} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function QueueItem({ hold }: { readonly hold: Hold }) {
  const { client, tool, server, reasons, createdAt } = hold;
  const worst = [...reasons].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))[0];
  return (
    <>
      <span className={classes['tool']}>
        <code>{plainName(tool.name)}</code>
        <Ago at={createdAt} />
      </span>
      <span className={classes['way']}>
        {plainName(client.keyName ?? client.claimedName ?? client.keyId)} → {plainName(server)}
      </span>
      <span className={classes['reason']}>
        {hold.state === 'resolved' ? outcomeOf(hold) : worst === undefined ? '' : plainName(worst.ruleId)}
      </span>
    </>
  );
}
