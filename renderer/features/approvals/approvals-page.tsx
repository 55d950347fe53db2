import { Tabs } from '@mantine/core';
import { useLocation, useParams } from 'wouter';
import type { Hold } from '../../../shared/model/approval';
import { Loaded } from '../../components/loaded';
import { isPending } from '../../model/holds';
import { useConsole, useLoad } from '../../stores/console';
import { formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import { ApprovalDesk, type DeskTab } from './approval-desk';
import classes from './approvals-page.module.css';
import { GrantTable } from './grant-table';

const { approvals } = strings;
const TABS = ['waiting', 'expired', 'decided', 'grants'] as const;

/** Calls that wait for a person, those that were decided, and what is remembered. */
export function ApprovalsPage() {
  const { stores } = useConsole();
  const load = useLoad(stores.approvals);
  const { id } = useParams<{ id?: string }>();
  const [, go] = useLocation();
  return (
    <Loaded load={load} what={approvals.queue} onRetry={() => void stores.approvals.refresh()}>
      {(holds) => {
        const named = holds.find((hold) => hold.id === id);
        const tab = TABS.find((each) => each === id) ?? (named === undefined ? 'waiting' : tabOf(named));
        return (
          <Tabs value={tab} onChange={(value) => go(`/approvals/${value ?? ''}`)} keepMounted={false}>
            <Tabs.List className={classes['tabs'] ?? ''}>
              {TABS.map((each) => (
                <Tabs.Tab key={each} value={each}>
                  {approvals.tabs[each]}
                  <Count holds={holds} tab={each} />
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {(['waiting', 'expired', 'decided'] as const).map((each) => (
              <Tabs.Panel key={each} value={each}>
                <ApprovalDesk
                  tab={each}
                  holds={holds.filter((hold) => tabOf(hold) === each)}
                  namedId={TABS.some((known) => known === id) ? undefined : id}
                />
              </Tabs.Panel>
            ))}
            <Tabs.Panel value="grants">
              <GrantTable />
            </Tabs.Panel>
          </Tabs>
        );
      }}
    </Loaded>
  );
}

function Count({ holds, tab }: { readonly holds: readonly Hold[]; readonly tab: string }) {
  const count = holds.filter((hold) => tabOf(hold) === tab).length;
  return count === 0 || tab === 'decided' ? null : <span className={classes['count']}>{formatNumber(count)}</span>;
}

const tabOf = (hold: Hold): DeskTab => (isPending(hold) ? 'waiting' : hold.state === 'expired' ? 'expired' : 'decided');
