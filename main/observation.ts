import { PRODUCT } from '../shared/product';
import type { AdminServices } from './admin/handlers';
import type { Disposables } from './gateway/lifecycle';
import { createLogFan } from './gateway/log-fan';
import { watchEventLoop } from './gateway/metrics/event-loop-lag';
import { createMetrics, type Metrics } from './gateway/metrics/metrics';
import { watchGateway, type WatchedParts } from './gateway/metrics/watch-gateway';
import type { KnownSecrets } from './gateway/ports/known-secrets';
import type { Logger } from './gateway/ports/logger';

/** What is counted and said while a house stands, and where it goes. */
export interface Observation {
  readonly metrics: Metrics;
  /** Also reaches the telemetry providers of the configuration in force. */
  readonly log: Logger;
  /** Has lines hold none of these. */
  hide(secrets: KnownSecrets): void;
  /** The gateway is there: its parts are read from now on. */
  watch(parts: Omit<WatchedParts, 'version'>): Pick<AdminServices, 'metrics' | 'metricsPage'>;
}

export function openObservation(log: Logger, cleanups: Disposables): Observation {
  const metrics = createMetrics(Date.now);
  const eventLoop = watchEventLoop();
  cleanups.add(() => eventLoop.stop());
  metrics.watch(eventLoop.read);
  let known: KnownSecrets | undefined;
  const fan = createLogFan({ log, now: Date.now, knownSecrets: () => known });
  return {
    metrics,
    log: fan.log,
    hide(secrets) {
      known = secrets;
    },
    watch(parts) {
      const { gateway } = parts;
      watchGateway(metrics, { ...parts, version: PRODUCT.version });
      fan.attach(() => gateway.current().telemetry);
      const metricsPage = () => gateway.current().telemetry.find(({ page }) => page !== undefined)?.page;
      return { metrics, metricsPage };
    },
  };
}
