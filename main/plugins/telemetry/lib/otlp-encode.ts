import { SpanKind, SpanStatusCode, TraceFlags, ValueType } from '@opentelemetry/api';
import {
  JsonLogsSerializer,
  JsonMetricsSerializer,
  JsonTraceSerializer,
  ProtobufLogsSerializer,
  ProtobufMetricsSerializer,
  ProtobufTraceSerializer,
} from '@opentelemetry/otlp-transformer';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  DataPointType,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import type { LogLevel } from '../../../gateway/ports/logger';
import type { MetricFamily } from '../../../gateway/ports/metrics';
import type { LogLine } from '../../../gateway/ports/telemetry-sink';
import type { SpanRecord, Trace } from '../../../gateway/ports/trace';

type Spans = Parameters<typeof ProtobufTraceSerializer.serializeRequest>[0];
type Logs = Parameters<typeof ProtobufLogsSerializer.serializeRequest>[0];
type Time = [seconds: number, nanoseconds: number];

export interface EncoderFacts {
  readonly form: 'protobuf' | 'json';
  readonly resource: Readonly<Record<string, string>>;
  readonly scope: { readonly name: string; readonly version: string };
  /** Epoch milliseconds since which metrics are counted. */
  readonly startedAt: number;
}

/** Puts what happened into OTLP requests, and reads how much of one was refused. */
export interface OtlpEncoder {
  traces(traces: readonly Trace[]): Uint8Array;
  logs(lines: readonly LogLine[]): Uint8Array;
  metrics(families: readonly MetricFamily[], at: number): Uint8Array;
  refused(signal: 'traces' | 'metrics' | 'logs', answer: Uint8Array): number;
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;
/** OpenTelemetry, Logs Data Model: SeverityNumber. */
const SEVERITIES: Readonly<Record<LogLevel, number>> = { debug: 5, info: 9, warn: 13, error: 17 };

export function createOtlpEncoder(facts: EncoderFacts): OtlpEncoder {
  const isJson = facts.form === 'json';
  const serializers = {
    traces: isJson ? JsonTraceSerializer : ProtobufTraceSerializer,
    logs: isJson ? JsonLogsSerializer : ProtobufLogsSerializer,
    metrics: isJson ? JsonMetricsSerializer : ProtobufMetricsSerializer,
  };
  const resource = resourceFromAttributes({ ...facts.resource });
  const { scope } = facts;
  const whole = (bytes: Uint8Array | undefined): Uint8Array => bytes ?? new Uint8Array();
  return {
    traces(traces) {
      const spans = traces.flatMap((trace) => trace.spans.map((span) => toSpan(span, trace, { resource, scope })));
      return whole(serializers.traces.serializeRequest(spans as Spans));
    },
    logs: (lines) =>
      whole(serializers.logs.serializeRequest(lines.map((line) => toLog(line, { resource, scope })) as Logs)),
    metrics(families, at) {
      const metrics = families.flatMap((family) => toMetric(family, timeOf(facts.startedAt), timeOf(at)));
      const all: ResourceMetrics = { resource, scopeMetrics: [{ scope, metrics }] };
      return whole(serializers.metrics.serializeRequest(all));
    },
    refused(signal, answer) {
      if (answer.length === 0) return 0;
      const { partialSuccess = {} } = serializers[signal].deserializeResponse(answer) as {
        readonly partialSuccess?: Readonly<Record<string, unknown>>;
      };
      const { rejectedSpans = 0, rejectedLogRecords = 0, rejectedDataPoints = 0 } = partialSuccess;
      return Number(rejectedSpans) + Number(rejectedLogRecords) + Number(rejectedDataPoints);
    },
  };
}

interface Origin {
  readonly resource: Resource;
  readonly scope: EncoderFacts['scope'];
}

function timeOf(ms: number): Time {
  const seconds = Math.floor(ms / 1_000);
  return [seconds, Math.round((ms - seconds * 1_000) * 1e6)];
}

function toSpan(span: SpanRecord, { traceId, state }: Trace, { resource, scope }: Origin): Spans[number] {
  const traceState = state === undefined ? {} : { traceState: { serialize: () => state } };
  const context = (spanId: string) => ({ traceId, spanId, traceFlags: TraceFlags.SAMPLED, ...traceState });
  const { parentId, failure } = span;
  return {
    name: span.name,
    kind: KINDS[span.kind],
    spanContext: () => context(span.spanId),
    ...(parentId === undefined
      ? {}
      : { parentSpanContext: { ...context(parentId), ...(span.kind === 'server' ? { isRemote: true } : {}) } }),
    startTime: timeOf(span.startedAt),
    endTime: timeOf(span.endedAt),
    duration: timeOf(Math.max(span.endedAt - span.startedAt, 0)),
    status: failure === undefined ? { code: SpanStatusCode.UNSET } : { code: SpanStatusCode.ERROR, message: failure },
    attributes: { ...span.attributes },
    links: [],
    events: [],
    ended: true,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  } as unknown as Spans[number];
}

function toLog({ at, level, message, facts }: LogLine, { resource, scope }: Origin): Logs[number] {
  const { trace_id: traceId, event, ...attributes } = facts;
  return {
    hrTime: timeOf(at),
    hrTimeObserved: timeOf(at),
    ...(typeof traceId === 'string' ? { spanContext: { traceId, traceFlags: TraceFlags.NONE } } : {}),
    ...(typeof event === 'string' ? { eventName: event } : {}),
    severityNumber: SEVERITIES[level],
    severityText: level.toUpperCase(),
    body: message,
    attributes: Object.fromEntries(Object.entries(attributes).flatMap(([name, value]) => attributeOf(name, value))),
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
  } as unknown as Logs[number];
}

function attributeOf(name: string, value: unknown): [string, string | number | boolean][] {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [[name, value]];
  return [[name, value instanceof Error ? value.message : (JSON.stringify(value) ?? '')]];
}

function toMetric({ row, values, histograms }: MetricFamily, startTime: Time, endTime: Time): MetricData[] {
  const { name, help: description, unit, kind, labels: names, buckets: boundaries = [] } = row;
  const point = <T>(labels: readonly string[], value: T) => ({
    startTime,
    endTime,
    attributes: Object.fromEntries(names.map((label, index) => [label, labels[index] ?? ''])),
    value,
  });
  const descriptor = { name, description, unit, valueType: ValueType.DOUBLE };
  const common = { descriptor, aggregationTemporality: AggregationTemporality.CUMULATIVE };
  if (kind === 'histogram') {
    if (histograms.length === 0) return [];
    const dataPoints = histograms.map(({ labels, counts, sum, count }) =>
      point(labels, { buckets: { boundaries: [...boundaries], counts: [...counts] }, sum, count }),
    );
    return [{ ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints }];
  }
  if (values.length === 0) return [];
  const dataPoints = values.map(({ labels, value }) => point(labels, value));
  if (kind === 'gauge') return [{ ...common, dataPointType: DataPointType.GAUGE, dataPoints }];
  return [{ ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }];
}
