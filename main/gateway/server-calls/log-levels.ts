import type { RpcNotification } from '../../../shared/model/json-rpc';
import type { Upstream } from '../upstream/upstream';

/** From chatter to emergency (RFC 5424, as MCP uses it). */
const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

/** Whether a client that wants this least level wants this notification; one that names none wants no log at all. */
export function wantsLog({ method, params }: RpcNotification, least: unknown): boolean {
  if (method !== 'notifications/message') return true;
  if (typeof least !== 'string') return false;
  return LEVELS.indexOf(String(params?.['level'])) >= LEVELS.indexOf(least);
}

/** How much the legacy servers behind modern clients have been told to log. */
export interface LogLevels {
  /** Has a server log at least this much; what one request does not want is filtered for it. */
  raise(upstream: Upstream, least: unknown, signal: AbortSignal): Promise<void>;
}

export function createLogLevels(): LogLevels {
  const levels = new WeakMap<Upstream, string>();
  return {
    async raise(upstream, least, signal) {
      if (typeof least !== 'string' || !LEVELS.includes(least)) return;
      const current = levels.get(upstream);
      if (current !== undefined && LEVELS.indexOf(current) <= LEVELS.indexOf(least)) return;
      levels.set(upstream, least);
      const params = { level: least };
      upstream.keep('logLevel', { method: 'logging/setLevel', params });
      // A server without logging says so, which is no failure of this request.
      await upstream.request('logging/setLevel', params, { signal, replaySafe: true }).catch(() => undefined);
    },
  };
}
