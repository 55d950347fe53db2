import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayCore } from '../core';
import type { Runtime } from '../runtime';
import type { Visitor } from '../stages/request-states';

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
