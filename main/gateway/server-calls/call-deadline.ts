import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Runtime } from '../runtime';
import type { ClearedRequest, Route } from '../stages/request-states';
import type { OperationOutcome } from '../timeouts/timeout-manager';

export type ServerRoute = Extract<Route, { kind: 'server' }>;

/** A call that reports progress may take this long in all, if its limit is shorter. */
const LONGEST_WITH_PROGRESS_MS = 10 * 60_000;

/** The time limit of one call: it stands still while a person is asked, and progress starts it anew. */
export interface CallDeadline {
  /** Aborts with what the client is to be told: too late, taken back, cancelled by an operator. */
  readonly signal: AbortSignal;
  /** The server is alive. */
  touch(): void;
  /** A question is open; returns how to say that it is answered. */
  pause(): () => void;
  end(outcome: OperationOutcome): void;
}

export function startDeadline(cleared: ClearedRequest, route: ServerRoute, runtime: Runtime): CallDeadline {
  const controller = new AbortController();
  const startedAt = runtime.clock();
  let questions = 0;
  let operation = track();

  function track() {
    return runtime.timeouts.track(cleared.method === 'tools/call' ? 'tool_execution' : 'default', {
      ...limitFor(cleared, route, runtime),
      label: `${route.server} ${route.name ?? cleared.method}`,
      server: route.server,
      tool: route.tool?.name,
      facts: cleared.trail.facts,
      onTimeout: (ms) => controller.abort(timedOut(cleared, route, ms)),
      onCancel: () => controller.abort(new GatewayError('operation_failed', 'An operator cancelled this request')),
    });
  }

  const onAbort = () => controller.abort(new GatewayError('cancelled', 'The client took this request back'));
  if (cleared.signal.aborted) onAbort();
  else cleared.signal.addEventListener('abort', onAbort, { once: true });

  return {
    signal: controller.signal,
    touch() {
      if (questions > 0 || runtime.clock() - startedAt > LONGEST_WITH_PROGRESS_MS) return;
      operation.complete('success');
      operation = track();
    },
    pause() {
      questions += 1;
      if (questions === 1) operation.complete('success');
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        questions -= 1;
        if (questions === 0) operation = track();
      };
    },
    end(outcome) {
      operation.complete(outcome);
      cleared.signal.removeEventListener('abort', onAbort);
    },
  };
}

function limitFor(cleared: ClearedRequest, route: ServerRoute, runtime: Runtime): { readonly limitMs?: number } {
  if (cleared.method !== 'tools/call') return {};
  const server = runtime.config.configs[cleared.visitor.profile.configId]?.servers[route.server];
  const { toolTimeouts = {}, toolTimeout } = server ?? {};
  const own =
    route.name !== undefined && Object.hasOwn(toolTimeouts, route.name) ? toolTimeouts[route.name] : undefined;
  const seconds = own ?? toolTimeout;
  return seconds === undefined ? {} : { limitMs: seconds * 1_000 };
}

function timedOut(cleared: ClearedRequest, route: ServerRoute, ms: number): GatewayError {
  const what = route.name === undefined ? cleared.method : `${route.server} · ${route.name}`;
  const code = cleared.method === 'tools/call' ? 'tool_timed_out' : 'network_timed_out';
  return new GatewayError(code, `${what} did not answer in ${ms / 1_000} s and was cancelled`, {
    server: route.server,
    ...(route.name === undefined ? {} : { tool: route.name }),
    limit_seconds: ms / 1_000,
  });
}
