import { asGatewayError, GatewayError } from '../../shared/errors/gateway-error';
import type { JudgementRecord } from '../../shared/model/activity';
import { isJsonObject, type JsonObject } from '../../shared/model/json-rpc';
import { alsoInto } from '../gateway/call-as-operator';
import type { GatewayToolCall } from '../gateway/ports/gateway-tool';
import { handleRequest } from '../gateway/pipeline';
import { clientFacts } from '../gateway/stages/request-client';
import type { ReceivedRequest } from '../gateway/stages/request-states';
import type { Reply } from '../gateway/stages/respond';
import { startTrail } from '../gateway/trail';
import { readToolCall, type ToolCallEntry } from './read-tool-call';
import { errorData } from './tool-result';

export interface BatchEntry {
  readonly server: string;
  readonly index: number;
  readonly entry: unknown;
}

/** Sends one call of a batch through the whole pipeline, as if the client had made it itself. Never throws. */
export async function callOneTool(call: GatewayToolCall, { server, index, entry }: BatchEntry): Promise<JsonObject> {
  let tool: ToolCallEntry;
  try {
    tool = readToolCall(entry);
  } catch (failure) {
    const data = { call_index: index, server_name: server };
    return {
      ...errorData(failure, 'secure_call_tools', call.request.trail.correlationId),
      message: asGatewayError(failure).message,
      response: '',
      enkrypt_mcp_data: data,
    };
  }
  const judgements: JudgementRecord[] = [];
  const request = innerRequest(call, { server, index, tool, judgements });
  const reply = await handleRequest(request, call.runtime);
  return {
    ...outcomeOf(reply, request.trail.correlationId),
    enkrypt_mcp_data: { call_index: index, server_name: server, tool_name: tool.name, args: tool.args },
    enkrypt_policy_detections: {
      input_guardrail_response: detections(judgements, 'input'),
      output_guardrail_response: detections(judgements, 'output'),
    },
  };
}

interface InnerCall {
  readonly server: string;
  readonly index: number;
  readonly tool: ToolCallEntry;
  readonly judgements: JudgementRecord[];
}

function innerRequest(
  { request, runtime }: GatewayToolCall,
  { server, index, tool, judgements }: InnerCall,
): ReceivedRequest {
  const { visitor } = request;
  const { keyId, projectId, userId } = visitor.principal;
  const id = `${String(request.id)}/${index}`;
  const { telemetry: sinks, tracers, now, clock, count: onEnd } = runtime;
  const facts = {
    transport: 'gateway-tool',
    face: `server:${server}`,
    ...clientFacts(request.client),
    keyId,
    projectId,
    userId,
    requestId: id,
    method: 'tools/call',
  } as const;
  const trail = startTrail(facts, { sinks, tracers, now, clock, onEnd }, { context: request.trail.hop() });
  return {
    stage: 'received',
    visitor: { ...visitor, face: { kind: 'server', server } },
    transport: 'gateway-tool',
    id,
    method: 'tools/call',
    params: { name: tool.name, arguments: tool.args },
    ...(request.progressToken === undefined ? {} : { progressToken: request.progressToken }),
    trail: alsoInto(trail, judgements),
    signal: request.signal,
    client: request.client,
  };
}

function outcomeOf(reply: Reply, correlationId: string): JsonObject {
  if (reply.kind !== 'result') return failureOf(reply.cause, correlationId);
  const { content, structuredContent, isError, _meta } = reply.result;
  const rest = {
    content: content ?? [],
    ...(structuredContent === undefined ? {} : { structuredContent }),
    ...(_meta === undefined ? {} : { _meta }),
  };
  const response = firstText(content);
  if (isError === true) return { status: 'error', message: 'The tool reported an error', response, ...rest };
  return { status: 'success', message: 'Request processed successfully', response, ...rest };
}

function failureOf(cause: unknown, correlationId: string): JsonObject {
  const error = cause instanceof GatewayError ? cause : undefined;
  const isBlocked = error !== undefined && BLOCKED.has(error.code);
  const status = isBlocked ? (error.detail['phase'] === 'output' ? 'blocked_output' : 'blocked_input') : 'error';
  const data = errorData(cause, 'secure_call_tools', correlationId);
  const { message } = data['error'] as { readonly message: string };
  // What was blocked is not repeated here: withholding it is the point.
  return { ...data, status, message, response: '' };
}

const BLOCKED: ReadonlySet<string> = new Set([
  'blocked_by_guardrail',
  'tool_definition_blocked',
  'server_blocked',
  'guardrail_unavailable',
  'guardrail_timed_out',
  'approval_denied',
  'approval_timed_out',
  'approval_unavailable',
  'approval_queue_full',
  'approval_void',
  'paused',
]);

function detections(judgements: readonly JudgementRecord[], phase: JudgementRecord['phase']): JsonObject {
  const mine = judgements.filter((judgement) => judgement.phase === phase);
  return {
    is_safe: mine.every(({ action }) => action === 'allow' || action === 'flag' || action === 'redact'),
    processing_time_ms: mine.reduce((sum, { ms }) => sum + ms, 0),
    guardrails: mine.map(({ guardrail, provider, action, rules, ms }) => ({ guardrail, provider, action, rules, ms })),
  };
}

function firstText(content: unknown): string {
  if (!Array.isArray(content)) return '';
  const block = (content as readonly unknown[]).find((one) => isJsonObject(one) && one['type'] === 'text');
  return isJsonObject(block) && typeof block['text'] === 'string' ? block['text'] : '';
}
