import type { ActivityRecord } from '../../../shared/model/activity';

/** Receives finished records. `record` must not throw or wait; `flush` may do both. */
export interface TelemetrySink {
  record(record: ActivityRecord): void;
  flush(): Promise<void>;
}
