import { FirstSteps } from './first-steps';
import { LatestBlocks } from './latest-blocks';
import { NeedsYou } from './needs-you';
import classes from './overview-page.module.css';
import { ProtectionBanner } from './protection-banner';
import { ServerHealth } from './server-health';
import { SlowestTools } from './slowest-tools';
import { TrafficCard } from './traffic-card';
import { useFirstVisit } from './use-first-visit';

/** Am I protected, what happened, and what needs me? */
export function OverviewPage() {
  useFirstVisit();
  return (
    <div className={classes['page']}>
      <ProtectionBanner />
      <NeedsYou />
      <FirstSteps />
      <TrafficCard />
      <div className={classes['columns']}>
        <div className={classes['page']}>
          <ServerHealth />
          <SlowestTools />
        </div>
        <LatestBlocks />
      </div>
    </div>
  );
}
