import { OPERATION_TYPES, type OperationType, type Timeouts } from '../../../shared/config/timeouts';
import type { Metrics } from '../metrics/metrics';
import type { Logger } from '../ports/logger';
import { createEscalations, type EscalationEvent } from './escalations';
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
  let current = limits;
  let sequence = 0;
  const running = new Map<string, Running>();
  const counts: Record<OperationOutcome, number> = { success: 0, failure: 0, timeout: 0, cancelled: 0 };
  const escalations = createEscalations(log, metrics);
  const hints = createLatencyHints();
  let normal = 0;

  function escalate(operation: Running, level: Exclude<EscalationLevel, 'normal'>): void {
    operation.level = level;
    const { warn, timeout, fail } = operation.escalation;
    escalations.tell(eventOf(operation, level));
    if (level === 'warn') {
      rearm(operation, (timeout - warn) * operation.limitMs, 'timeout');
    } else if (level === 'timeout') {
      rearm(operation, (fail - timeout) * operation.limitMs, 'fail');
      operation.options.onTimeout?.(operation.limitMs);
    }
  }

  function rearm(operation: Running, delayMs: number, level: 'timeout' | 'fail'): void {
    operation.timer = setTimeout(() => escalate(operation, level), Math.min(Math.round(delayMs), LONGEST_TIMER_MS));
  }

  /** Nobody waits for it any more, but it goes on: somebody does not heed that it was taken back. */
  function watchLeftover(left: Omit<EscalationEvent, 'at' | 'level'>, work: Promise<unknown>): void {
    const { timeout, fail } = current.escalation;
    const delayMs = Math.min(Math.round((fail - timeout) * left.limitMs), LONGEST_TIMER_MS);
    const timer = setTimeout(() => escalations.tell({ ...left, level: 'fail' }), delayMs).unref();
    const clear = (): void => clearTimeout(timer);
    work.then(clear, clear);
  }

  function finish(operation: Running, outcome: OperationOutcome): void {
    if (!running.delete(operation.id)) return;
    clearTimeout(operation.timer);
    counts[outcome] += 1;
    metrics?.add('enkrypt_timeout_operations_total', [operation.type]);
    metrics?.add(ENDED[outcome], [operation.type]);
    const ms = Date.now() - operation.startedAt;
    metrics?.observe('enkrypt_timeout_operation_duration_seconds', [operation.type], ms / 1_000);
    const { server, tool } = operation.options;
    const isTimeout = outcome === 'timeout';
    // How long something that failed or was taken back would have taken, nobody knows.
    if (isTimeout || outcome === 'success') {
      const ended = { ms, limitMs: operation.limitMs, isTimeout };
      hints.observe({ type: operation.type }, ended);
      if (server !== undefined) hints.observe({ type: operation.type, server, tool }, ended);
    }
    if (operation.level === 'normal') normal += 1;
  }

  const manager: TimeoutManager = {
    useLimits(next) {
      current = next;
    },
    limits: () => current,
    getTimeoutMs: (type) => current[type] * 1_000,
    track(type, options = {}) {
      const id = `${type}-${++sequence}`;
      const limitMs = options.limitMs ?? current[type] * 1_000;
      const operation: Running = {
        id,
        type,
        ...(options.label === undefined ? {} : { label: options.label }),
        startedAt: Date.now(),
        limitMs,
        level: 'normal',
        options,
        escalation: current.escalation,
        timer: setTimeout(() => escalate(operation, 'warn'), limitMs * current.escalation.warn),
      };
      running.set(id, operation);
      return { id, complete: (outcome) => finish(operation, outcome) };
    },
    limit(type, work, options) {
      return new Promise((resolve, reject) => {
        const operation = manager.track(type, {
          ...(options.limitMs === undefined ? {} : { limitMs: options.limitMs }),
          ...(options.label === undefined ? {} : { label: options.label }),
          onTimeout(limitMs) {
            settle('timeout', () => reject(options.onTimeout(limitMs)));
            watchLeftover({ operation: operation.id, type, limitMs, label: options.label }, work);
          },
          onCancel: () => settle('cancelled', () => reject(new Error('Cancelled by an operator'))),
        });
        const onAbort = () => settle('cancelled', () => reject(options.signal.reason as Error));
        function settle(outcome: OperationOutcome, then: () => void): void {
          options.signal.removeEventListener('abort', onAbort);
          operation.complete(outcome);
          then();
        }
        if (options.signal.aborted) {
          // Nobody waits for the work any more, so nobody else would take its failure.
          work.catch(() => undefined);
          return onAbort();
        }
        options.signal.addEventListener('abort', onAbort, { once: true });
        work.then(
          (value) => settle('success', () => resolve(value)),
          (failure: unknown) => settle('failure', () => reject(failure as Error)),
        );
      });
    },
    cancel(id) {
      const operation = running.get(id);
      if (operation === undefined) return false;
      operation.options.onCancel?.();
      finish(operation, 'cancelled');
      return true;
    },
    activeOperations: () =>
      [...running.values()].map(({ id, type, label, startedAt, limitMs, level }) => ({
        id,
        type,
        ...(label === undefined ? {} : { label }),
        startedAt,
        limitMs,
        level,
      })),
    metrics() {
      const total = counts.success + counts.failure + counts.timeout + counts.cancelled;
      return {
        total_operations: total + running.size,
        successful_operations: counts.success,
        failed_operations: counts.failure,
        timeout_operations: counts.timeout,
        cancelled_operations: counts.cancelled,
        escalation_counts: { normal, ...escalations.counts() },
        success_rate: total === 0 ? 1 : counts.success / total,
        active_operations: running.size,
        adaptive_hints: hints.list(),
        recent_escalations: escalations.recent().map(shownEvent),
      };
    },
  };
  return manager;
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
