import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayCore } from '../core';
import type { Runtime } from '../runtime';
import type { Visitor } from '../stages/request-states';
import { readTraceContext, type TraceContext } from '../tracing/trace-context';

/** One admitted HTTP request to an MCP endpoint. */
export interface HttpCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly visitor: Visitor;
  readonly core: GatewayCore;
  readonly runtime: Runtime;
  /** Aborts when the client goes away. */
  readonly gone: AbortSignal;
}

/** The trace that an HTTP request belongs to, if its client said so. */
export function traceOfHeaders({ traceparent, tracestate }: IncomingMessage['headers']): TraceContext | undefined {
  return readTraceContext(traceparent, tracestate);
}
