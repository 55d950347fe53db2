import type { OperationType } from '../../../shared/config/timeouts';
import type { Metrics } from '../metrics/metrics';
import type { Logger } from '../ports/logger';
import type { EscalationLevel } from './timeout-manager';

/** An operation came close to its limit, reached it, or goes on after it. */
export interface EscalationEvent {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly level: Exclude<EscalationLevel, 'normal'>;
  readonly operation: string;
  readonly type: OperationType;
  readonly limitMs: number;
  readonly label?: string | undefined;
  /** Whose request it belongs to, in the words of the log. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

export interface Escalations {
  tell(event: Omit<EscalationEvent, 'at'>): void;
  counts(): Readonly<Record<EscalationEvent['level'], number>>;
  /** The newest first. */
  recent(): readonly EscalationEvent[];
}

const MAX_RECENT = 50;
const METRIC_OF = {
  warn: 'enkrypt_timeout_escalation_warn',
  timeout: 'enkrypt_timeout_escalation_timeout',
  fail: 'enkrypt_timeout_escalation_fail',
} as const;
const MESSAGE_OF = {
  warn: 'An operation is close to its time limit',
  timeout: 'An operation reached its time limit',
  fail: 'An operation goes on long after its time limit',
} as const;

/** Tells of escalations: in the log and so to telemetry providers, in metrics, and to whoever asks for the last ones. */
export function createEscalations(log: Logger, metrics: Pick<Metrics, 'add'> | undefined): Escalations {
  const counts: Record<EscalationEvent['level'], number> = { warn: 0, timeout: 0, fail: 0 };
  const recent: EscalationEvent[] = [];
  return {
    tell(event) {
      const { level, type, facts, ...rest } = event;
      counts[level] += 1;
      metrics?.add(METRIC_OF[level], [type]);
      recent.unshift({ at: Date.now(), ...event });
      if (recent.length > MAX_RECENT) recent.pop();
      const said = { event: 'timeout.escalated', escalation: level, type, ...rest, ...facts };
      if (level === 'warn') log.warn(MESSAGE_OF.warn, said);
      else log.error(MESSAGE_OF[level], said);
    },
    counts: () => ({ ...counts }),
    recent: () => [...recent],
  };
}
