import type { JsonObject } from './json-rpc';

/** The configured name of an MCP server, unique within one config. */
export type ServerName = string;

/** Protocol eras: legacy is 2024-11-05 … 2025-11-25, modern is 2026-07-28 and later. */
export type Era = 'legacy' | 'modern';

/**
 * Where an upstream stands. `failed` means that it keeps crashing or refuses to start:
 * calls are answered at once until `retryAt`.
 */
export type UpstreamState = 'stopped' | 'starting' | 'ready' | 'restarting' | 'failed' | 'disabled';

/** What a server says about itself, in the terms of MCP's `initialize` and `server/discover` results. */
export interface ServerDescription {
  readonly era: Era;
  readonly protocolVersion: string;
  readonly serverInfo: JsonObject;
  readonly capabilities: JsonObject;
  readonly instructions?: string;
  /** Everything else that it said of itself, for clients of its own era. */
  readonly others?: JsonObject;
}

/** What an operator sees of one upstream. Never holds a secret. */
export interface UpstreamStatus {
  readonly server: ServerName;
  readonly state: UpstreamState;
  readonly transport: 'stdio' | 'http' | 'sse';
  /** For a connection that is not everybody’s: whose it is. */
  readonly client?: string;
  readonly era?: Era;
  readonly pid?: number;
  /** Epoch milliseconds of the last successful start. */
  readonly startedAt?: number;
  /** Starts after a crash since the gateway started. */
  readonly restarts: number;
  /** Epoch milliseconds before which a `failed` server is not tried again. */
  readonly retryAt?: number;
  /** Why it is not ready, in one sentence. */
  readonly problem?: string;
  /** Last lines of the process's stderr, redacted. */
  readonly stderrTail?: readonly string[];
}
