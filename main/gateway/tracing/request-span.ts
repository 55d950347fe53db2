import type { ActivityRecord } from '../../../shared/model/activity';
import type { SpanAttributes, SpanRecord } from '../ports/trace';
import type { TraceOrigin } from './span-recorder';

type Attributes = Record<string, string | number | boolean>;

/** What a request is about, by the OpenTelemetry conventions for MCP and GenAI. */
export function targetAttributes(method: string, name: string | undefined): Attributes {
  const attributes: Attributes = { 'mcp.method.name': method };
  if (name === undefined) return attributes;
  if (method === 'tools/call') {
    attributes['gen_ai.operation.name'] = 'execute_tool';
    attributes['gen_ai.tool.name'] = name;
    attributes['tool_name'] = name;
  } else if (method === 'prompts/get') attributes['gen_ai.prompt.name'] = name;
  else if (method.startsWith('resources/')) attributes['mcp.resource.uri'] = name;
  return attributes;
}

/** `{mcp.method.name} {target}`: URIs are left out, since there is no end of them. */
export function spanName(method: string, name: string | undefined): string {
  return name !== undefined && (method === 'tools/call' || method === 'prompts/get') ? `${method} ${name}` : method;
}

/** The span of a request as a whole: our own names beside those of the conventions. */
export function requestSpan(
  record: ActivityRecord,
  { protocolVersion, session }: TraceOrigin,
): Pick<SpanRecord, 'name' | 'kind' | 'attributes'> {
  const { method, name, server, projectId, userId, keyId, clientName, transport, requestId } = record;
  const attributes: SpanAttributes = {
    ...targetAttributes(method, name),
    ...some('server_name', server),
    ...some('project_id', projectId),
    ...some('user_id', userId),
    ...some('key_id', keyId),
    ...some('client_name', clientName),
    custom_id: record.correlationId,
    outcome: record.outcome,
    ...some('mcp.protocol.version', protocolVersion === '' ? undefined : protocolVersion),
    ...some('mcp.session.id', session),
    'jsonrpc.request.id': String(requestId),
    ...(transport === 'http' ? { 'network.transport': 'tcp', 'network.protocol.name': 'http' } : {}),
    ...(transport === 'stdio' ? { 'network.transport': 'pipe' } : {}),
    ...errorAttributes(record),
  };
  return { name: spanName(method, name), kind: 'server', attributes };
}

function errorAttributes({ outcome, error }: ActivityRecord): Attributes {
  if (outcome === 'ok') return {};
  if (error === undefined) return { 'error.type': 'tool_error' };
  const code = /^RPC (-?\d+)$/.exec(error)?.[1];
  return code === undefined ? { 'error.type': error } : { 'error.type': code, 'rpc.response.status_code': code };
}

const some = (name: string, value: string | undefined): Attributes => (value === undefined ? {} : { [name]: value });
