import type { JsonObject } from '../../../shared/model/json-rpc';
import type { Runtime } from '../runtime';
import type { ReceivedRequest } from '../stages/request-states';

/** A tool of the gateway’s own, offered beside the servers’ tools. It runs inside the pipeline like any other. */
export interface GatewayTool {
  /** As in a `tools/list` result: name, title, description, annotations, input and output schema. */
  readonly definition: JsonObject & { readonly name: string; readonly inputSchema: JsonObject };
  /** Resolves with a `tools/call` result. */
  call(args: JsonObject, call: GatewayToolCall): Promise<JsonObject>;
}

/** What a gateway tool may see of the call it serves. */
export interface GatewayToolCall {
  readonly request: ReceivedRequest;
  readonly runtime: Runtime;
}
