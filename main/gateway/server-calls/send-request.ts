import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject, type RpcNotification } from '../../../shared/model/json-rpc';
import { LIST_METHODS } from '../catalog/catalog-types';
import { isReplaySafe } from '../catalog/server-shelf';
import { trustedDefinition } from '../curation/dress-definition';
import type { Runtime } from '../runtime';
import { contentOf } from '../stages/ask-person';
import { relayNotifications } from '../stages/relay-notifications';
import type { RequestClient } from '../stages/request-client';
import type { ClearedRequest } from '../stages/request-states';
import type { OperationOutcome } from '../timeouts/timeout-manager';
import { spanName, targetAttributes } from '../tracing/request-span';
import type { OpenSpan } from '../ports/trace';
import { type TraceContext, traceparentOf } from '../tracing/trace-context';
import type { Upstream, UpstreamAnswer } from '../upstream/upstream';
import type { ReverseHandler } from '../upstream/upstream-client';
import { type ServerRoute, startDeadline } from './call-deadline';

/** One request to one server, and everything that its sending needs. */
export interface ServerCall {
  readonly cleared: ClearedRequest;
  readonly route: ServerRoute;
  readonly upstream: Upstream;
  readonly runtime: Runtime;
}

export interface SendOptions {
  readonly params?: JsonObject;
  /** Takes the server’s questions; the time limit stands still while one is open. */
  readonly onRequest?: ReverseHandler;
  readonly notify?: (notification: RpcNotification) => void;
}

/** Sends the request under its time limit. What the server says meanwhile reaches the client before the result. */
export async function sendRequest(call: ServerCall, options: SendOptions = {}): Promise<UpstreamAnswer> {
  const { cleared, route, upstream, runtime } = call;
  const { client, method } = cleared;
  const deadline = startDeadline(cleared, route, runtime);
  const sentAt = runtime.clock();
  const span = openSpan(call);
  const end = (outcome: OperationOutcome): void => {
    deadline.end(outcome);
    const seconds = (runtime.clock() - sentAt) / 1_000;
    span.end({ attributes: { outcome }, ...(outcome === 'success' ? {} : { failure: outcome }) });
    runtime.metrics.observe('enkrypt_upstream_request_duration_seconds', [route.server, outcome], seconds);
  };
  const { onRequest, notify = client.notify } = options;
  const relay = relayNotifications({ server: route.server, visitor: cleared.visitor, client }, runtime, notify);
  try {
    const given = options.params ?? cleared.params;
    checkAllowed(given, cleared, runtime);
    const params = paramsFor(given, { cleared, upstream, trace: span.context });
    const answer = await upstream.request(method, params, {
      signal: deadline.signal,
      keyId: cleared.visitor.principal.keyId,
      onNotification: (notification) => {
        if (notification.method === 'notifications/progress') deadline.touch();
        relay.accept(notification);
      },
      ...(onRequest === undefined ? {} : { onRequest: whilePaused(onRequest, deadline.pause) }),
      replaySafe: isReplayable(method, route),
    });
    await relay.drained();
    end('success');
    return answer;
  } catch (failure) {
    const { aborted, reason } = deadline.signal;
    end(aborted ? (cleared.signal.aborted ? 'cancelled' : 'timeout') : 'failure');
    throw aborted ? reason : failure;
  }
}

function openSpan({ cleared: { method, trail }, route, upstream }: ServerCall): OpenSpan {
  return trail.opens(spanName(method, route.name), 'client', () => ({
    ...targetAttributes(method, route.name),
    server_name: route.server,
    'network.transport': upstream.status().transport === 'stdio' ? 'pipe' : 'tcp',
  }));
}

/** The last look before it leaves: what a person allowed is what is sent, and nothing else. */
function checkAllowed(params: JsonObject, { allowedContent, route, method }: ClearedRequest, runtime: Runtime): void {
  if (allowedContent === undefined) return;
  if (runtime.approvals.fingerprints.of(contentOf(params)) === allowedContent) return;
  const server = route.kind === 'server' ? route.server : 'gateway';
  const message = `What is about to be sent to ${server} (${method}) is not what was allowed; nothing was sent`;
  throw new GatewayError('approval_void', message, { server });
}

function whilePaused(onRequest: ReverseHandler, pause: () => () => void): ReverseHandler {
  return async (request, signal) => {
    const resume = pause();
    try {
      return await onRequest(request, signal);
    } finally {
      resume();
    }
  };
}

/**
 * The progress token was taken off at the door; the server gets it back, since it decides whether to report. A trace
 * goes on to it (W3C Trace Context), and a modern server is told who asks and what that client can do.
 */
function paramsFor(
  params: JsonObject,
  {
    cleared: { progressToken, client },
    upstream,
    trace,
  }: { readonly cleared: ClearedRequest; readonly upstream: Upstream; readonly trace: TraceContext },
): JsonObject {
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  const { tracestate: _, ...kept } = meta;
  const _meta = {
    ...kept,
    traceparent: traceparentOf(trace),
    ...(trace.state === undefined ? {} : { tracestate: trace.state }),
    ...(upstream.era === 'modern' ? envelopeOf(client) : {}),
    ...(progressToken === undefined ? {} : { progressToken }),
  };
  return { ...params, _meta };
}

function envelopeOf({ connecting, logLevel, session }: RequestClient): JsonObject {
  const level = logLevel ?? session?.logLevel;
  return {
    // A client that does not say who it is goes by our name.
    ...(typeof connecting.info['name'] === 'string' ? { 'io.modelcontextprotocol/clientInfo': connecting.info } : {}),
    'io.modelcontextprotocol/clientCapabilities': connecting.capabilities,
    ...(level === undefined ? {} : { 'io.modelcontextprotocol/logLevel': level }),
  };
}

const READING_METHODS: ReadonlySet<string> = new Set([
  ...Object.values(LIST_METHODS),
  'prompts/get',
  'resources/read',
  'completion/complete',
]);

function isReplayable(method: string, route: ServerRoute): boolean {
  return route.tool === undefined ? READING_METHODS.has(method) : isReplaySafe(trustedDefinition(route.tool));
}
