import { Button } from '@mantine/core';
import { CircleCheck, Hourglass } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Hold } from '../../../shared/model/approval';
import { SEVERITIES } from '../../../shared/model/detectors';
import { plainName } from '../../../shared/text/plain-name';
import { Ago } from '../../components/ago';
import { EmptyState } from '../../components/empty-state';
import { useAction } from '../../hooks/use-action';
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
  if (inView === undefined) {
    return (
      <EmptyState icon={tab === 'waiting' ? CircleCheck : Hourglass} title={approvals.nothing[tab]}>
        {approvals.nothing[`${tab}Text`]}
      </EmptyState>
    );
  }
  return (
    <div className={classes['desk']}>
      <Queue holds={holds} inView={inView} onShow={show} canDeny={tab === 'waiting' && desktop?.window !== 'main'} />
      {desktop?.window === 'main' ? (
        <ApprovalGlance hold={inView} queue={holds} onGo={show} desktop={desktop} />
      ) : (
        <ApprovalPrompt hold={inView} queue={holds} onGo={show} />
      )}
    </div>
  );
}

interface QueueProps {
  readonly holds: readonly Hold[];
  readonly inView: Hold;
  readonly onShow: (id: string) => void;
  readonly canDeny: boolean;
}

/** Calls of one client to one tool stand together, in order of arrival. */
function Queue({ holds, inView, onShow, canDeny }: QueueProps) {
  const groups = new Map<string, Hold[]>();
  for (const hold of holds) groups.set(hold.group, [...(groups.get(hold.group) ?? []), hold]);
  return (
    <div className={classes['queue']}>
      {[...groups].map(([group, members]) => (
        <div key={group}>
          {members.length > 1 && (
            <div className={classes['group']}>
              <span>{approvals.calls(members.length, plainName(members[0]!.tool.name))}</span>
              {canDeny && <DenyAll holds={members} />}
            </div>
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

/** Denying many is safe; allowing many is not offered. */
function DenyAll({ holds }: { readonly holds: readonly Hold[] }) {
  const { client, stores, place } = useConsole();
  const { isBusy, run } = useAction();
  const deny = (): void =>
    void run(async () => {
      // The gateway takes decisions about what was in view alone.
      await Promise.all(holds.map(({ id }) => client.approvals.show({ id })));
      await new Promise((done) => setTimeout(done, SHOWN_MS));
      const calls = holds.map(({ id, seq }) => ({ id, shownSeq: seq }));
      await client.approvals.decideMany({ verdict: 'deny', calls, at: place });
      await stores.approvals.refresh();
    }, approvals.group.denied(holds.length));
  return (
    <Button size="xs" onClick={deny} loading={isBusy}>
      {approvals.group.denyAll(holds.length)}
    </Button>
  );
}

const SHOWN_MS = 400;
