import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { restoreArguments } from '../placeholders/restore';
import type { Runtime } from '../runtime';
import { guardDefinitions } from './guard-definitions';
import { panelFor } from './panel-for';
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

async function checkAgainst(definition: JsonObject, routed: RoutedRequest, runtime: Runtime): Promise<void> {
  const { params, route, compareMirrored } = routed;
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
  const check = (given: JsonObject) => runtime.argumentChecker.check(inputSchema, given, `${server} · ${tool}`);
  const problems = check(args);
  const found = problems instanceof Promise ? await problems : problems;
  if (found.length === 0) return;
  // Many clients say `null` for an optional argument that they leave out; what they said is passed on as it is.
  const bare = withoutNulls(args, inputSchema);
  if (bare !== args && (await check(bare)).length === 0) return;
  // What the server will be given fits, although the placeholder in its place does not: `<EMAIL_1>` is no e-mail address.
  const restored = withPlaceholdersRestored(bare, server, { routed, runtime });
  if (restored !== undefined && (await check(restored)).length === 0) return;
  // What is wrong is said in words of the tool’s definition, so that must have passed the judges.
  const { action } = await guardDefinitions(routed, runtime);
  if (action !== 'allow' && action !== 'flag') {
    throw new GatewayError('invalid_arguments', `The arguments do not fit ${server} · ${tool}`, { server, tool });
  }
  const shown = found.map(({ at, message }) => `arguments${at.replaceAll('/', '.')} ${message}`).join('; ');
  throw new GatewayError('invalid_arguments', `The arguments do not fit ${server} · ${tool}: ${shown}`, {
    server,
    tool,
    problems: found,
  });
}

/** `undefined` where nothing would be put back. */
function withPlaceholdersRestored(
  args: JsonObject,
  server: string,
  { routed, runtime }: { readonly routed: RoutedRequest; readonly runtime: Runtime },
): JsonObject | undefined {
  const { visitor, route, client } = routed;
  const { policy } = panelFor('input', { visitor, server, tool: 'name' in route ? route.name : undefined }, runtime);
  const restored = restoreArguments(args, { book: runtime.placeholders.bookOf(client), server, policy });
  return restored !== args && isJsonObject(restored) ? restored : undefined;
}

function withoutNulls(args: JsonObject, { required }: JsonObject): JsonObject {
  const needed = new Set(Array.isArray(required) ? required : []);
  const entries = Object.entries(args);
  const kept = entries.filter(([name, value]) => value !== null || needed.has(name));
  return kept.length === entries.length ? args : Object.fromEntries(kept);
}
