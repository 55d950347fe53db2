import type { ActivityHealth } from './activity-line';
import type { UpstreamStatus } from './server';

export interface GatewayAddresses {
  /** Aggregate MCP endpoint, such as `http://127.0.0.1:8000/mcp`. */
  readonly mcp: string;
  /** Root of the admin listener, such as `http://127.0.0.1:8001`. */
  readonly admin: string;
  /** Where probes and Prometheus ask, where there is such an address. */
  readonly monitor?: string;
  /** Unix socket or named pipe that the stdio shim speaks to. */
  readonly socket: string;
}

/** What is counted beside requests: what limits did. */
export const COUNTED_EVENTS = [
  'key_rate_exceeded',
  'tool_rate_exceeded',
  'server_rate_exceeded',
  'key_at_capacity',
  'server_queue_full',
  'request_too_large',
  'request_too_slow',
  'request_too_complex',
  'answer_too_large',
  'answer_too_complex',
  'tool_left_out',
  'description_cut',
  'session_evicted',
  'session_expired',
  'notification_dropped',
  'server_muted',
  'result_paged',
  'result_forgotten',
] as const;
export type CountedEvent = (typeof COUNTED_EVENTS)[number];

export interface EventCount {
  readonly event: CountedEvent;
  readonly server?: string;
  readonly count: number;
}

/** What the gateway says about itself to an operator. Holds no secret. */
export interface GatewayStatus {
  readonly product: 'secure-mcp-gateway';
  readonly version: string;
  readonly pid: number;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly addresses: GatewayAddresses;
  /** Why the newest `config.json` is not in force, one sentence per problem; empty when it is. */
  readonly configProblems: readonly string[];
  readonly upstreams: readonly (UpstreamStatus & { readonly configId: string })[];
  readonly sessions: number;
  readonly requests: {
    readonly total: number;
    readonly blocked: number;
    readonly failed: number;
    readonly active: number;
  };
  /** How often limits took effect since the start; what never happened is not in the list. */
  readonly limits: readonly EventCount[];
  /** Whether requests are being recorded. */
  readonly activity?: ActivityHealth;
}
