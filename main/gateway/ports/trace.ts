import type { TraceContext } from '../tracing/trace-context';

export type SpanKind = 'server' | 'client' | 'internal';
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A part of the work on a request, in the terms of OpenTelemetry. */
export interface SpanRecord {
  /** 16 hex digits. */
  readonly spanId: string;
  /** The span that it belongs to; that of the client for the first one, if the client has one. */
  readonly parentId?: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Epoch milliseconds, with fractions. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attributes: SpanAttributes;
  /** Present when it did not succeed: the error id or another short word. */
  readonly failure?: string;
}

/** The spans of one request; the first one is the request itself. */
export interface Trace {
  /** 32 hex digits. */
  readonly traceId: string;
  /** What came with it (W3C Trace Context §3.3). */
  readonly state?: string;
  readonly spans: readonly SpanRecord[];
}

/** A span that is not over. */
export interface OpenSpan {
  /** For what belongs beneath it, here or at a server. */
  readonly context: TraceContext;
  /** Begins a span beneath this one; where nobody looks at spans it costs nothing. */
  opens(name: string, kind: SpanKind, attributes: () => SpanAttributes): OpenSpan;
  end(outcome?: { readonly failure?: unknown; readonly attributes?: SpanAttributes }): void;
}
