import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import type { Runtime } from '../runtime';
import type { CheckedRequest, RoutedRequest } from './request-states';

/** Refuses a call whose arguments do not fit the tool’s input schema, before anything else looks at them. */
export async function checkArguments(routed: RoutedRequest, runtime: Runtime): Promise<CheckedRequest> {
  const definition = calledDefinition(routed);
  if (definition !== undefined) await checkAgainst(definition, routed, runtime);
  return { ...routed, stage: 'checked' };
}

function calledDefinition({ route }: RoutedRequest): JsonObject | undefined {
  if (route.kind === 'gateway') return route.tool.definition;
  return route.kind === 'server' ? route.tool?.definition : undefined;
}

async function checkAgainst(
  definition: JsonObject,
  { params, route, compareMirrored }: RoutedRequest,
  runtime: Runtime,
): Promise<void> {
  const tool = String(definition['name']);
  const server = route.kind === 'server' ? route.server : 'gateway';
  const args = params['arguments'] ?? {};
  if (!isJsonObject(args)) {
    throw new GatewayError('invalid_arguments', `"arguments" of ${server} · ${tool} must be an object`, {
      server,
      tool,
    });
  }
  const { inputSchema } = definition;
  if (!isJsonObject(inputSchema)) return;
  compareMirrored?.(inputSchema, args);
  const problems = runtime.argumentChecker.check(inputSchema, args, `${server} · ${tool}`);
  const found = problems instanceof Promise ? await problems : problems;
  if (found.length === 0) return;
  const shown = found.map(({ at, message }) => `arguments${at.replaceAll('/', '.')} ${message}`).join('; ');
  throw new GatewayError('invalid_arguments', `The arguments do not fit ${server} · ${tool}: ${shown}`, {
    server,
    tool,
    problems: found,
  });
}
