/** Where in a trace a request belongs (W3C Trace Context). */
export interface TraceContext {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits: the span of whoever sent it. */
  readonly parentId: string;
  readonly isSampled: boolean;
  /** `tracestate`, as it came. */
  readonly state?: string;
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?=-|$)/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);
/** W3C Trace Context §3.3.1.5: at least this much is passed on; more is dropped whole. */
const MAX_STATE = 512;

/** What `traceparent` and `tracestate` say (W3C Trace Context §3.2, §3.3); `undefined` when the first is malformed. */
export function readTraceContext(traceparent: unknown, tracestate?: unknown): TraceContext | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const [whole, version, traceId = NO_TRACE, parentId = NO_SPAN, flags = '00'] = TRACEPARENT.exec(traceparent) ?? [];
  if (version === undefined || version === 'ff' || traceId === NO_TRACE || parentId === NO_SPAN) return undefined;
  // Only later versions may say more.
  if (version === '00' && whole !== traceparent) return undefined;
  const state = typeof tracestate === 'string' && isTraceState(tracestate) ? { state: tracestate } : {};
  return { traceId, parentId, isSampled: (parseInt(flags, 16) & 1) === 1, ...state };
}

const isTraceState = (text: string): boolean =>
  text !== '' && text.length <= MAX_STATE && /^[\t\x20-\x7e]+$/.test(text);

export function traceparentOf({ traceId, parentId, isSampled }: TraceContext): string {
  return `00-${traceId}-${parentId}-${isSampled ? '01' : '00'}`;
}
