import type { DetectorName } from '../../shared/model/detectors';
import type { JsonObject } from '../../shared/model/json-rpc';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { Panel } from '../gateway/guardrails/select-guardrails';
import type { GatewayToolCall } from '../gateway/ports/gateway-tool';
import { panelFor } from '../gateway/stages/panel-for';
import { callOneTool } from './call-one-tool';
import { defineGatewayTool } from './define-gateway-tool';
import { discoverServer } from './discover-server';
import { ARGUMENT_SPELLINGS, NAME_SPELLINGS } from './read-tool-call';
import { requireServer } from './server-entry';
import { errorData, toolResult } from './tool-result';

const MAX_CALLS = 100;

const spelled = (spellings: readonly string[], schema: JsonObject) =>
  Object.fromEntries(
    spellings.map((spelling, index) => [
      spelling,
      index === 0 ? schema : { ...schema, description: `Same as ${spellings[0] ?? ''}.` },
    ]),
  );

export const secureCallTools = defineGatewayTool({
  name: 'enkrypt_secure_call_tools',
  title: 'Securely Call Tools',
  description:
    'Calls tools of one server, one after another, each checked before and after. Put all calls for a server into one list. ' +
    'Stops at the first that fails or is blocked, unless stop_on_failure is false. An empty list returns the server’s tools. ' +
    'Example: {"server_name": "echo", "tool_calls": [{"name": "echo", "args": {"text": "hi"}}]}',
  destructive: true,
  properties: {
    server_name: { type: 'string', description: 'As enkrypt_list_all_servers names it.' },
    tool_calls: {
      type: 'array',
      maxItems: MAX_CALLS,
      default: [],
      items: {
        type: 'object',
        properties: {
          ...spelled(NAME_SPELLINGS, { type: 'string', description: 'The tool’s own name, without the server’s.' }),
          ...spelled(ARGUMENT_SPELLINGS, {
            type: 'object',
            description: 'Arguments that fit the tool’s input schema.',
          }),
        },
      },
    },
    stop_on_failure: {
      type: 'boolean',
      default: true,
      description: 'Skip the remaining calls after one that did not succeed.',
    },
  },
  required: ['server_name'],
  output: {
    status: { type: 'string' },
    server_name: { type: 'string' },
    summary: { type: 'object' },
    guardrails_applied: { type: 'object' },
    results: { type: 'array', items: { type: 'object' } },
    tools: { type: 'array', items: { type: 'object' } },
  },
  async call(args, call) {
    try {
      const server = requireServer(call, String(args['server_name']));
      const calls = Array.isArray(args['tool_calls']) ? (args['tool_calls'] as readonly unknown[]) : [];
      if (calls.length === 0) {
        const data = await discoverServer(call, server);
        return toolResult(data, data['status'] !== 'success');
      }
      const data = await callInOrder(call, server, { calls, stopOnFailure: args['stop_on_failure'] !== false });
      return toolResult(data, data['status'] !== 'success');
    } catch (failure) {
      return toolResult(errorData(failure, 'secure_call_tools', call.request.trail.correlationId), true);
    }
  },
});

async function callInOrder(
  call: GatewayToolCall,
  server: string,
  { calls, stopOnFailure }: { readonly calls: readonly unknown[]; readonly stopOnFailure: boolean },
): Promise<JsonObject> {
  const results: JsonObject[] = [];
  let hasFailed = false;
  for (const [index, entry] of calls.entries()) {
    if (call.request.signal.aborted) throw new GatewayError('cancelled', 'The client took this request back');
    const result: JsonObject =
      hasFailed && stopOnFailure
        ? {
            status: 'skipped',
            message: 'An earlier call did not succeed',
            response: '',
            enkrypt_mcp_data: { call_index: index, server_name: server },
          }
        : await callOneTool(call, { server, index, entry });
    hasFailed ||= result['status'] !== 'success';
    results.push(result);
  }
  const count = (...statuses: string[]) =>
    results.filter((result) => statuses.includes(String(result['status']))).length;
  return {
    server_name: server,
    status: hasFailed ? 'error' : 'success',
    summary: {
      total_calls: calls.length,
      successful_calls: count('success'),
      blocked_calls: count('blocked_input', 'blocked_output'),
      failed_calls: count('error'),
      skipped_calls: count('skipped'),
    },
    guardrails_applied: guardrailsApplied(call, server),
    results,
  };
}

/** What really looks at this server’s calls, of what the policy asks for. */
function guardrailsApplied({ request, runtime }: GatewayToolCall, server: string): JsonObject {
  const subject = { visitor: request.visitor, server };
  const panels = [panelFor('input', subject, runtime), panelFor('output', subject, runtime)] as const;
  const [input, output] = panels;
  const looksFor = (panel: Panel, name: DetectorName) => panel.guardrails.some(({ wanted }) => wanted?.has(name));
  const redacts = ({ policy, phase }: Panel) => policy.detectors.get('pii')?.decisions[phase].action === 'redact';
  return {
    input_guardrails_enabled: input.guardrails.length > 0,
    output_guardrails_enabled: output.guardrails.length > 0,
    pii_redaction_enabled: panels.some((panel) => looksFor(panel, 'pii') && redacts(panel)),
    relevancy_check_enabled: looksFor(output, 'relevancy'),
    adherence_check_enabled: looksFor(output, 'adherence'),
    hallucination_check_enabled: looksFor(output, 'hallucination'),
  };
}
