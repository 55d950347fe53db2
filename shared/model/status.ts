import type { UpstreamStatus } from './server';

export interface GatewayAddresses {
  /** Aggregate MCP endpoint, such as `http://127.0.0.1:8000/mcp`. */
  readonly mcp: string;
  /** Root of the admin listener, such as `http://127.0.0.1:8001`. */
  readonly admin: string;
  /** Unix socket or named pipe that the stdio shim speaks to. */
  readonly socket: string;
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
}
