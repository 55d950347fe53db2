import type { JsonObject } from '../../shared/model/json-rpc';
import type { ServerDescription, UpstreamStatus } from '../../shared/model/server';
import type { Upstream, UpstreamAnswer, UpstreamEvent } from '../../main/gateway/upstream/upstream';

/** An upstream without a process, for what no process can be made to do on command. */
export interface ScriptedUpstream extends Upstream {
  readonly asked: { readonly method: string; readonly params: JsonObject | undefined }[];
  description: ServerDescription;
  answer: (method: string, params: JsonObject | undefined, signal: AbortSignal) => Promise<JsonObject>;
  emit(event: UpstreamEvent): void;
  tell(method: string): void;
}

export const DESCRIPTION: ServerDescription = {
  era: 'legacy',
  protocolVersion: '2025-11-25',
  serverInfo: { name: 'scripted', version: '1' },
  capabilities: { tools: {}, prompts: {}, resources: {} },
};

export const STATUS: UpstreamStatus = { server: 'one', state: 'ready', transport: 'stdio', restarts: 0 };

export function scriptedUpstream(answer: ScriptedUpstream['answer'], server = 'one'): ScriptedUpstream {
  const listeners = new Set<(event: UpstreamEvent) => void>();
  const upstream: ScriptedUpstream = {
    server,
    present: undefined,
    era: 'legacy',
    asked: [],
    description: DESCRIPTION,
    answer,
    status: () => ({ ...STATUS, server }),
    describe: () => Promise.resolve(upstream.description),
    async request(method, params, { signal }): Promise<UpstreamAnswer> {
      upstream.asked.push({ method, params });
      return { result: await upstream.answer(method, params, signal), era: 'legacy' };
    },
    notify: () => Promise.resolve(),
    keep: () => undefined,
    renew: () => upstream.emit({ kind: 'renewed' }),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (event) => listeners.forEach((listener) => listener(event)),
    tell: (method) => upstream.emit({ kind: 'notification', notification: { jsonrpc: '2.0', method } }),
  };
  return upstream;
}

export const silentLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
