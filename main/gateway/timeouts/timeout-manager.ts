import { OPERATION_TYPES, type OperationType, type Timeouts } from '../../../shared/config/timeouts';
import type { Metrics } from '../metrics/metrics';
import type { Logger } from '../ports/logger';
import { createEscalations, type EscalationEvent, type Escalations } from './escalations';
import { createLatencyHints, type TimeoutHint } from './latency-hints';

/** How far an operation is past its limit: `warn` and `fail` are ratios of the limit, `timeout` ends it. */
export type EscalationLevel = 'normal' | 'warn' | 'timeout' | 'fail';
export type OperationOutcome = 'success' | 'failure' | 'timeout' | 'cancelled';

export interface TrackOptions {
  /** Overrides the limit of the type, in milliseconds. */
  readonly limitMs?: number;
  /** Named in logs and in the list of active operations. */
  readonly label?: string;
  /** Whose latencies are looked at together. */
  readonly server?: string;
  readonly tool?: string | undefined;
  /** Whose request it belongs to, for the log. */
  readonly facts?: () => Readonly<Record<string, unknown>>;
  /** Called once, when the limit is reached. */
  readonly onTimeout?: (limitMs: number) => void;
  /** Called when an operator cancels the operation. */
  readonly onCancel?: () => void;
}

/** A running operation. `complete` is called exactly once by whoever tracked it; later calls are ignored. */
export interface TrackedOperation {
  readonly id: string;
  complete(outcome: OperationOutcome): void;
}

export interface LimitOptions {
  readonly signal: AbortSignal;
  readonly limitMs?: number;
  readonly label?: string;
  readonly onTimeout: (limitMs: number) => Error;
}

export interface TimeoutMetrics {
  readonly total_operations: number;
  readonly successful_operations: number;
  readonly failed_operations: number;
  readonly timeout_operations: number;
  readonly cancelled_operations: number;
  readonly escalation_counts: Readonly<Record<EscalationLevel, number>>;
  /** 0…1 of the operations that ended; 1 when none has. */
  readonly success_rate: number;
  readonly active_operations: number;
  /** What observed latencies say about the limits. */
  readonly adaptive_hints: readonly TimeoutHint[];
  /** The newest first. */
  readonly recent_escalations: readonly Readonly<Record<string, unknown>>[];
}

export interface ActiveOperation {
  readonly id: string;
  readonly type: OperationType;
  readonly label?: string;
  readonly startedAt: number;
  readonly limitMs: number;
  readonly level: EscalationLevel;
}

/** Limits of the seven operation types, watched while operations run and counted when they end. */
export interface TimeoutManager {
  /** Takes over the limits of a configuration; running operations keep theirs. */
  useLimits(limits: Timeouts): void;
  limits(): Timeouts;
  getTimeoutMs(type: OperationType): number;
  track(type: OperationType, options?: TrackOptions): TrackedOperation;
  /** Settles like the work, or rejects with `onTimeout(limitMs)` at the limit, or with the signal’s reason. */
  limit<T>(type: OperationType, work: Promise<T>, options: LimitOptions): Promise<T>;
  /** False when no such operation runs. */
  cancel(id: string): boolean;
  activeOperations(): readonly ActiveOperation[];
  metrics(): TimeoutMetrics;
}

interface Running extends ActiveOperation {
  level: EscalationLevel;
  timer: NodeJS.Timeout;
  readonly options: TrackOptions;
  readonly escalation: Timeouts['escalation'];
}

const ENDED = {
  success: 'enkrypt_timeout_operations_successful',
  failure: 'enkrypt_timeout_operations_failed',
  timeout: 'enkrypt_timeout_operations_timed_out',
  cancelled: 'enkrypt_timeout_operations_cancelled',
} as const;
/** A longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createTimeoutManager(
  limits: Timeouts,
  log: Logger,
  metrics?: Pick<Metrics, 'add' | 'observe'>,
): TimeoutManager {
  return new WatchedOperations(limits, log, metrics);
}

class WatchedOperations implements TimeoutManager {
  readonly #metrics: Pick<Metrics, 'add' | 'observe'> | undefined;
  readonly #escalations: Escalations;
  readonly #hints = createLatencyHints();
  readonly #running = new Map<string, Running>();
  readonly #counts: Record<OperationOutcome, number> = { success: 0, failure: 0, timeout: 0, cancelled: 0 };
  #limits: Timeouts;
  #sequence = 0;
  /** Of those that ended, how many never came near their limit. */
  #normal = 0;

  constructor(limits: Timeouts, log: Logger, metrics: Pick<Metrics, 'add' | 'observe'> | undefined) {
    this.#limits = limits;
    this.#metrics = metrics;
    this.#escalations = createEscalations(log, metrics);
  }

  useLimits(next: Timeouts): void {
    this.#limits = next;
  }

  limits(): Timeouts {
    return this.#limits;
  }

  getTimeoutMs(type: OperationType): number {
    return this.#limits[type] * 1_000;
  }

  track(type: OperationType, options: TrackOptions = {}): TrackedOperation {
    const { escalation } = this.#limits;
    const { label, limitMs = this.getTimeoutMs(type) } = options;
    const id = `${type}-${++this.#sequence}`;
    const operation: Running = {
      id,
      type,
      ...(label === undefined ? {} : { label }),
      startedAt: Date.now(),
      limitMs,
      level: 'normal',
      options,
      escalation,
      timer: setTimeout(() => this.#escalate(operation, 'warn'), limitMs * escalation.warn),
    };
    this.#running.set(id, operation);
    return { id, complete: (outcome) => this.#finish(operation, outcome) };
  }

  limit<T>(type: OperationType, work: Promise<T>, options: LimitOptions): Promise<T> {
    const { signal, limitMs, label, onTimeout } = options;
    return new Promise((resolve, reject) => {
      const operation = this.track(type, {
        ...(limitMs === undefined ? {} : { limitMs }),
        ...(label === undefined ? {} : { label }),
        onTimeout: (reachedMs) => {
          settle('timeout', () => reject(onTimeout(reachedMs)));
          this.#watchLeftover({ operation: operation.id, type, limitMs: reachedMs, label }, work);
        },
        onCancel: () => settle('cancelled', () => reject(new Error('Cancelled by an operator'))),
      });
      const onAbort = () => settle('cancelled', () => reject(signal.reason as Error));
      function settle(outcome: OperationOutcome, then: () => void): void {
        signal.removeEventListener('abort', onAbort);
        operation.complete(outcome);
        then();
      }
      if (signal.aborted) {
        // Nobody waits for the work any more, so nobody else would take its failure.
        work.catch(() => undefined);
        return onAbort();
      }
      signal.addEventListener('abort', onAbort, { once: true });
      work.then(
        (value) => settle('success', () => resolve(value)),
        (failure: unknown) => settle('failure', () => reject(failure as Error)),
      );
    });
  }

  cancel(id: string): boolean {
    const operation = this.#running.get(id);
    if (operation === undefined) return false;
    operation.options.onCancel?.();
    this.#finish(operation, 'cancelled');
    return true;
  }

  activeOperations(): readonly ActiveOperation[] {
    return [...this.#running.values()].map(({ id, type, label, startedAt, limitMs, level }) => {
      const named = label === undefined ? {} : { label };
      return { id, type, ...named, startedAt, limitMs, level };
    });
  }

  metrics(): TimeoutMetrics {
    const { success, failure, timeout, cancelled } = this.#counts;
    const ended = success + failure + timeout + cancelled;
    return {
      total_operations: ended + this.#running.size,
      successful_operations: success,
      failed_operations: failure,
      timeout_operations: timeout,
      cancelled_operations: cancelled,
      escalation_counts: { normal: this.#normal, ...this.#escalations.counts() },
      success_rate: ended === 0 ? 1 : success / ended,
      active_operations: this.#running.size,
      adaptive_hints: this.#hints.list(),
      recent_escalations: this.#escalations.recent().map(shownEvent),
    };
  }

  #escalate(operation: Running, level: Exclude<EscalationLevel, 'normal'>): void {
    operation.level = level;
    const { warn, timeout, fail } = operation.escalation;
    this.#escalations.tell(eventOf(operation, level));
    if (level === 'warn') {
      this.#rearm(operation, (timeout - warn) * operation.limitMs, 'timeout');
    } else if (level === 'timeout') {
      this.#rearm(operation, (fail - timeout) * operation.limitMs, 'fail');
      operation.options.onTimeout?.(operation.limitMs);
    }
  }

  #rearm(operation: Running, delayMs: number, level: 'timeout' | 'fail'): void {
    const soonMs = Math.min(Math.round(delayMs), LONGEST_TIMER_MS);
    operation.timer = setTimeout(() => this.#escalate(operation, level), soonMs);
  }

  /** Nobody waits for it any more, but it goes on: somebody does not heed that it was taken back. */
  #watchLeftover(left: Omit<EscalationEvent, 'at' | 'level'>, work: Promise<unknown>): void {
    const { timeout, fail } = this.#limits.escalation;
    const delayMs = Math.min(Math.round((fail - timeout) * left.limitMs), LONGEST_TIMER_MS);
    const timer = setTimeout(() => this.#escalations.tell({ ...left, level: 'fail' }), delayMs).unref();
    const clear = (): void => clearTimeout(timer);
    work.then(clear, clear);
  }

  #finish(operation: Running, outcome: OperationOutcome): void {
    if (!this.#running.delete(operation.id)) return;
    clearTimeout(operation.timer);
    const { type, limitMs, startedAt, options } = operation;
    this.#counts[outcome] += 1;
    if (operation.level === 'normal') this.#normal += 1;
    this.#metrics?.add('enkrypt_timeout_operations_total', [type]);
    this.#metrics?.add(ENDED[outcome], [type]);
    const ms = Date.now() - startedAt;
    this.#metrics?.observe('enkrypt_timeout_operation_duration_seconds', [type], ms / 1_000);
    const isTimeout = outcome === 'timeout';
    // How long something that failed or was taken back would have taken, nobody knows.
    if (!isTimeout && outcome !== 'success') return;
    const { server, tool } = options;
    this.#hints.observe({ type }, { ms, limitMs, isTimeout });
    if (server !== undefined) this.#hints.observe({ type, server, tool }, { ms, limitMs, isTimeout });
  }
}

function eventOf({ id, type, limitMs, label, options }: Running, level: EscalationEvent['level']) {
  return { level, operation: id, type, limitMs, label, facts: options.facts?.() };
}

/** In the words of the timeout metrics tool; whose request it was is for the log alone. */
function shownEvent({ at, level, operation, type, limitMs, label }: EscalationEvent) {
  const what = label === undefined ? {} : { label };
  const timestamp = new Date(at).toISOString();
  return { timestamp, level, operation_id: operation, operation_type: type, limit_seconds: limitMs / 1_000, ...what };
}

/** The limits in seconds under the names of the timeout metrics tool. */
export function timeoutConfig(limits: Timeouts): Readonly<Record<string, number>> {
  return Object.fromEntries(OPERATION_TYPES.map((type) => [`${type}_timeout`, limits[type]]));
}
