import { randomBytes } from 'node:crypto';
import type { ActivityRecord } from '../../../shared/model/activity';
import { asGatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import type { TraceSink } from '../ports/telemetry-sink';
import type { OpenSpan, SpanAttributes, SpanKind, SpanRecord } from '../ports/trace';
import { requestSpan } from './request-span';
import type { TraceContext } from './trace-context';

/** A provider of `auth` that was asked who it is. */
export interface AskedProvider {
  readonly provider: string;
  readonly beganAt: number;
  readonly endedAt: number;
}

/** When the door looked at who asks, on the clock of the gateway. */
export interface Admission {
  readonly beganAt: number;
  readonly asked: readonly AskedProvider[];
  readonly authenticatedAt: number;
  readonly endedAt: number;
}

/** What is known of a request beside its record. */
export interface TraceOrigin {
  /** Absent: a trace begins here. */
  readonly context?: TraceContext | undefined;
  readonly admission?: Admission | undefined;
  readonly protocolVersion?: string | undefined;
  /** The beginning of it: enough to name it, too little to use it. */
  readonly session?: string | undefined;
}

/** Collects the spans of one request. */
export interface SpanRecorder {
  /** For what belongs beneath the present stage. */
  context(): TraceContext;
  open(name: string, kind: SpanKind, attributes: SpanAttributes): OpenSpan;
  /** A stage is over; the tag is that of its state. */
  passed(stage: string): void;
  end(record: ActivityRecord): void;
}

export interface RecorderNeeds {
  /** Those that want this trace; at least one. */
  readonly tracers: readonly TraceSink[];
  readonly clock: () => number;
  /** Epoch milliseconds of arrival, and the same moment on the clock. */
  readonly at: number;
  readonly startedAt: number;
}

type Opening = Pick<SpanRecord, 'name' | 'kind' | 'attributes'>;

/** The stages of pipeline.ts, by the tag of the state that each takes. */
const STAGE_AFTER: Readonly<Record<string, string>> = {
  received: 'route',
  routed: 'check_arguments',
  checked: 'guard_input',
  guarded: 'apply_argument_rules',
  ruled: 'await_approval',
  cleared: 'call_upstream',
  answered: 'guard_output',
  released: 'shorten',
  shortened: 'respond',
};

/** A request with more has something that repeats, such as a hundred judged parts. */
const MAX_SPANS = 256;

export function recordSpans(origin: TraceOrigin, traceId: string, needs: RecorderNeeds): SpanRecorder {
  const { clock, at, startedAt, tracers } = needs;
  const rootId = newSpanId();
  const { state } = origin.context ?? {};
  const spans: SpanRecord[] = [];
  let stage = { tag: 'received', spanId: newSpanId(), from: startedAt };

  const epoch = (moment: number): number => at + (moment - startedAt);
  const contextOf = (parentId: string): TraceContext => ({
    traceId,
    parentId,
    isSampled: true,
    ...(state === undefined ? {} : { state }),
  });
  const keep = (span: SpanRecord): void => {
    if (spans.length < MAX_SPANS) spans.push(span);
  };
  const keepStage = (name: string, from: number, to: number, more: Partial<SpanRecord> = {}): void =>
    keep({
      spanId: newSpanId(),
      parentId: rootId,
      name,
      kind: 'internal',
      startedAt: epoch(from),
      endedAt: epoch(to),
      attributes: {},
      ...more,
    });

  if (origin.admission !== undefined) {
    const { beganAt, asked, authenticatedAt, endedAt } = origin.admission;
    const spanId = newSpanId();
    keepStage('authenticate', beganAt, authenticatedAt, { spanId });
    for (const { provider, beganAt: from, endedAt: to } of asked) {
      keepStage(`auth ${provider}`, from, to, { parentId: spanId, attributes: { 'auth.provider': provider } });
    }
    keepStage('load_profile', authenticatedAt, endedAt);
  }

  const openUnder = (parentId: string, { name, kind, attributes }: Opening): OpenSpan => {
    const spanId = newSpanId();
    const from = clock();
    return {
      context: contextOf(spanId),
      opens: (below, ofKind, facts) => openUnder(spanId, { name: below, kind: ofKind, attributes: facts() }),
      end({ failure, attributes: more = {} } = {}) {
        keep({
          spanId,
          parentId,
          name,
          kind,
          startedAt: epoch(from),
          endedAt: epoch(clock()),
          attributes: { ...attributes, ...more },
          ...(failure === undefined ? {} : { failure: failureName(failure) }),
        });
      },
    };
  };

  return {
    context: () => contextOf(stage.spanId),
    open: (name, kind, attributes) => openUnder(stage.spanId, { name, kind, attributes }),
    passed(tag) {
      const to = clock();
      keepStage(STAGE_AFTER[stage.tag] ?? stage.tag, stage.from, to, { spanId: stage.spanId });
      stage = { tag, spanId: newSpanId(), from: to };
    },
    end(record) {
      const to = clock();
      const failure = record.error ?? (record.outcome === 'ok' ? undefined : record.outcome);
      // The last stage of a request that succeeded is only the writing of its answer.
      if (stage.tag !== 'shortened') {
        keepStage(STAGE_AFTER[stage.tag] ?? stage.tag, stage.from, to, {
          spanId: stage.spanId,
          ...(failure === undefined ? {} : { failure }),
        });
      }
      const root: SpanRecord = {
        spanId: rootId,
        ...(origin.context === undefined ? {} : { parentId: origin.context.parentId }),
        ...requestSpan(record, origin),
        startedAt: epoch(origin.admission?.beganAt ?? startedAt),
        endedAt: epoch(to),
        ...(failure === undefined ? {} : { failure }),
      };
      const trace = { traceId, ...(state === undefined ? {} : { state }), spans: [root, ...spans] };
      for (const tracer of tracers) tracer.end(trace);
    },
  };
}

/** Eight random bytes; W3C Trace Context §3.2.2.4 forbids only that all are zero. */
export function newSpanId(): string {
  const id = randomBytes(8).toString('hex');
  return /^0+$/.test(id) ? newSpanId() : id;
}

function failureName(failure: unknown): string {
  if (typeof failure === 'string') return failure;
  return failure instanceof UpstreamRpcError ? `RPC ${failure.error.code}` : asGatewayError(failure).row.id;
}
