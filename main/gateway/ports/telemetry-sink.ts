import type { ActivityRecord } from '../../../shared/model/activity';

/** What a call held after the judges, for sinks that were told to keep it. */
export interface CallContent {
  readonly arguments?: unknown;
  readonly result?: unknown;
}

/** Receives finished records. `record` must not throw or wait; `flush` may do both. */
export interface TelemetrySink {
  record(record: ActivityRecord, content?: CallContent): void;
  flush(): Promise<void>;
  /** Asked before each request: false when it could not be recorded and must therefore not happen. Absent: it may. */
  ready?(): boolean;
}
