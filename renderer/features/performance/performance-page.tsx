import { CacheCard } from './cache-card';
import { LatencyCard } from './latency-card';
import { LatencyHistory } from './latency-history';
import classes from './performance-page.module.css';
import { SessionCard } from './session-card';
import { TimeoutCard } from './timeout-card';
import { UseCard } from './use-card';

/** How fast things go, what reaches its limits, what is remembered. */
export function PerformancePage() {
  return (
    <div className={classes['page']}>
      <LatencyHistory />
      <LatencyCard />
      <div className={classes['columns']}>
        <TimeoutCard />
        <div className={classes['page']}>
          <CacheCard />
          <UseCard />
          <SessionCard />
        </div>
      </div>
    </div>
  );
}
