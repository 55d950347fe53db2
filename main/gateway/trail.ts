import { randomUUID } from 'node:crypto';
import { asGatewayError, UpstreamRpcError } from '../../shared/errors/gateway-error';
import type { ErrorCode } from '../../shared/errors/codes';
import type { ActivityRecord, JudgementRecord, Outcome } from '../../shared/model/activity';
import type { ApprovalRecord } from '../../shared/model/approval';
import { redact } from '../../shared/text/redact';
import type { CallContent, TelemetrySink, TraceSink } from './ports/telemetry-sink';
import type { OpenSpan, SpanAttributes, SpanKind } from './ports/trace';
import type { Reply } from './stages/respond';
import { recordSpans, type SpanRecorder, type TraceOrigin } from './tracing/span-recorder';
import type { TraceContext } from './tracing/trace-context';

type TrailFacts = Pick<
  ActivityRecord,
  'transport' | 'face' | 'clientName' | 'session' | 'keyId' | 'projectId' | 'userId' | 'requestId' | 'method'
>;

/** What one request leaves behind: one activity record, whichever stage it ends in. */
export interface Trail {
  readonly traceId: string;
  readonly correlationId: string;
  /** Epoch milliseconds of arrival. */
  readonly beganAt: number;
  at<S extends { readonly stage: string }>(state: S): S;
  /** Names what the request turned out to be about. */
  about(target: TrailTarget): void;
  judged(records: readonly JudgementRecord[]): void;
  decided(record: ApprovalRecord): void;
  /** What the judges let pass of a call, for sinks that keep it; nothing is copied. */
  holds(content: CallContent): void;
  /** For what belongs to this request beneath its present stage, such as a request inside it. */
  hop(): TraceContext;
  /** Begins a span beneath the present stage; where nobody looks at spans it costs nothing. */
  opens(name: string, kind: SpanKind, attributes: () => SpanAttributes): OpenSpan;
  /** Who and what, for lines of the log. */
  facts(): Readonly<Record<string, unknown>>;
  end<R extends Reply>(reply: R): R;
}

export interface TrailTarget {
  readonly server: string;
  /** The server’s own name. */
  readonly name?: string;
  /** What the operator has it shown as, where that differs. */
  readonly shownAs?: string;
}

export interface TrailNeeds {
  readonly sinks: readonly TelemetrySink[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds on a clock that never goes back. */
  readonly clock: () => number;
  readonly onEnd: (outcome: Outcome) => void;
  /** Sinks that take spans; absent: none do. */
  readonly tracers?: readonly TraceSink[];
}

/** Starts the trail of a request, which continues the trace of its origin if it has one. */
export function startTrail(facts: TrailFacts, needs: TrailNeeds, origin: TraceOrigin = {}): Trail {
  const traceId = origin.context?.traceId ?? newTraceId();
  const at = needs.now();
  const startedAt = needs.clock();
  const judgements: JudgementRecord[] = [];
  const approvals: ApprovalRecord[] = [];
  const correlationId = randomUUID();
  let stage = 'received';
  let target: TrailTarget | undefined;
  let content: CallContent | undefined;
  const spans = recorderFor(origin, traceId, { needs, at, startedAt });
  // Who makes no spans passes on what came (W3C Trace Context §3.4), and begins a trace where there was none.
  const passedOn = (): TraceContext =>
    origin.context ?? { traceId, parentId: correlationId.slice(0, 8) + correlationId.slice(-8), isSampled: true };
  let unseen: OpenSpan | undefined;
  return {
    traceId,
    correlationId,
    beganAt: at,
    at(state) {
      stage = state.stage;
      spans?.passed(stage);
      return state;
    },
    about(next) {
      target = next;
    },
    judged(records) {
      judgements.push(...records);
    },
    decided(record) {
      approvals.push(record);
    },
    holds(part) {
      content = content === undefined ? part : { ...content, ...part };
    },
    hop: () => spans?.context() ?? passedOn(),
    opens: (name, kind, attributes) => spans?.open(name, kind, attributes()) ?? (unseen ??= unseenSpan(passedOn())),
    facts: () => ({
      custom_id: correlationId,
      project_id: facts.projectId,
      user_id: facts.userId,
      ...(target === undefined ? {} : { server_name: target.server }),
      ...(target?.name === undefined || facts.method !== 'tools/call' ? {} : { tool_name: cut(target.name) }),
    }),
    end(reply) {
      const outcome = outcomeOf(reply);
      const error = errorIdOf(reply);
      const record: ActivityRecord = {
        at,
        traceId,
        correlationId,
        ...facts,
        requestId: typeof facts.requestId === 'string' ? cut(facts.requestId) : facts.requestId,
        method: cut(facts.method),
        ...(target === undefined ? {} : named(target)),
        stage,
        judgements,
        ...(approvals.length === 0 ? {} : { approvals }),
        outcome,
        ...(error === undefined ? {} : { error }),
        ms: Math.round((needs.clock() - startedAt) * 1_000) / 1_000,
      };
      for (const sink of needs.sinks) sink.record(record, WAS_SENT.has(stage) ? content : undefined);
      spans?.end(record);
      needs.onEnd(outcome);
      return reply;
    },
  };
}

function unseenSpan(context: TraceContext): OpenSpan {
  const span: OpenSpan = { context, opens: () => span, end: () => undefined };
  return span;
}

function recorderFor(
  origin: TraceOrigin,
  traceId: string,
  { needs, ...moment }: { readonly needs: TrailNeeds; readonly at: number; readonly startedAt: number },
): SpanRecorder | undefined {
  if (needs.tracers === undefined || needs.tracers.length === 0) return undefined;
  const tracers = needs.tracers.filter((tracer) => tracer.samples(traceId, origin.context?.isSampled));
  if (tracers.length === 0) return undefined;
  return recordSpans(origin, traceId, { tracers, clock: needs.clock, ...moment });
}

/** Stages from which on a server may have seen the arguments. */
const WAS_SENT: ReadonlySet<string> = new Set(['cleared', 'answered', 'released', 'shortened']);

const MAX_TEXT = 200;

/** What clients choose freely must not fill the disk. */
const cut = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

/** The URI of a resource may carry a credential. */
function named({ server, name, shownAs }: TrailTarget) {
  if (name === undefined) return { server };
  const shown = shownAs === undefined ? {} : { shownAs: cut(shownAs) };
  return { server, ...shown, name: cut(/[:?]/.test(name) ? redact(name.slice(0, 4 * MAX_TEXT)) : name) };
}

/** 122 random bits; Node draws them in batches, which plain random bytes would not be. */
const newTraceId = (): string => randomUUID().replaceAll('-', '');

const OUTCOME_OF: Partial<Record<ErrorCode, Outcome>> = {
  blocked_by_guardrail: 'blocked',
  tool_definition_blocked: 'blocked',
  server_blocked: 'blocked',
  guardrail_unavailable: 'blocked',
  guardrail_timed_out: 'blocked',
  approval_denied: 'denied',
  approval_timed_out: 'denied',
  approval_unavailable: 'denied',
  approval_queue_full: 'denied',
  approval_void: 'denied',
  paused: 'denied',
  tool_timed_out: 'timed-out',
  discovery_timed_out: 'timed-out',
  network_timed_out: 'timed-out',
  cancelled: 'cancelled',
  internal: 'failed',
};

function outcomeOf(reply: Reply): Outcome {
  if (reply.kind === 'result') return reply.result['isError'] === true ? 'tool-error' : 'ok';
  if (reply.cause instanceof UpstreamRpcError) return 'tool-error';
  const { code, row } = asGatewayError(reply.cause);
  return OUTCOME_OF[code] ?? (row.http >= 500 ? 'failed' : 'refused');
}

function errorIdOf(reply: Reply): string | undefined {
  if (reply.kind === 'result') return undefined;
  if (reply.cause instanceof UpstreamRpcError) return `RPC ${reply.cause.error.code}`;
  return asGatewayError(reply.cause).row.id;
}
