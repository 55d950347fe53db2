import type { ActivityRecord } from '../../../shared/model/activity';
import type { LogLevel } from './logger';
import type { Trace } from './trace';

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
  /** Takes lines of the gateway’s log, redacted. Must not throw or wait, and must not write to that log. */
  log?(line: LogLine): void;
  /** Takes the spans of requests. Absent in all sinks: no spans are made. */
  readonly traces?: TraceSink;
  /** What the admin listener serves at `/metrics`. */
  readonly page?: MetricsPage;
  /** How sending goes, for the metrics about it. */
  signals?(): readonly SignalHealth[];
}

export interface LogLine {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface TraceSink {
  /** Whether this trace is wanted; `parent` is what the client said of it, if it said anything. */
  samples(traceId: string, parent: boolean | undefined): boolean;
  /** Takes the spans of a request that ended. Must not throw or wait. */
  end(trace: Trace): void;
}

export interface MetricsPage {
  readonly contentType: string;
  /** Programs on this machine may read it without a key. */
  readonly isOpen: boolean;
  /** Whether this token opens this page, and nothing else. Never throws. */
  admits(token: string): Promise<boolean>;
  render(): string;
}

export interface SignalHealth {
  readonly provider: string;
  readonly signal: 'traces' | 'metrics' | 'logs';
  readonly exported: number;
  readonly dropped: number;
  readonly isUp: boolean;
}
