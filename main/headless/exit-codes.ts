import type { ErrorCode } from '../../shared/errors/codes';
import type { GatewayError } from '../../shared/errors/gateway-error';

/** What the exit code of every command means. 6 is reserved. */
export const EXIT = {
  ok: 0,
  internal: 1,
  badConfiguration: 2,
  secretsUnavailable: 3,
  portInUse: 4,
  serverFailed: 5,
  refused: 7,
  /** A policy test found another verdict than it expects. */
  expectationMissed: 8,
} as const;

const BAD_CONFIGURATION: readonly ErrorCode[] = [
  'config_invalid',
  'config_missing',
  'server_config_invalid',
  'auth_config_invalid',
  'telemetry_config_invalid',
  'unknown_provider',
  'invalid_params',
];
const SECRETS_UNAVAILABLE: readonly ErrorCode[] = ['secrets_unavailable', 'secret_missing'];
/** Failures of a server behind the gateway, beside those of discovery and of the network. */
const SERVER_FAILED: readonly ErrorCode[] = ['server_unavailable', 'server_blocked', 'tool_failed', 'tool_timed_out'];
const REFUSED: readonly ErrorCode[] = ['unknown_name', 'unknown_server', 'config_rejected', 'unavailable'];

/** The exit code that tells a script what kind of failure it met. */
export function exitCodeOf(error: GatewayError): number {
  if (hasCause(error, 'EADDRINUSE')) return EXIT.portInUse;
  if (SECRETS_UNAVAILABLE.includes(error.code)) return EXIT.secretsUnavailable;
  if (BAD_CONFIGURATION.includes(error.code)) return EXIT.badConfiguration;
  if (REFUSED.includes(error.code)) return EXIT.refused;
  if (SERVER_FAILED.includes(error.code) || /^(?:DISC|NET)_/.test(error.row.id)) return EXIT.serverFailed;
  // Every refusal of a client or by a policy is a refusal here too.
  if (error.row.http === 401 || error.row.http === 403) return EXIT.refused;
  return EXIT.internal;
}

/** Whether the operating system's error of this name is behind an error. */
export function hasCause(error: unknown, code: string): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 10; current = current.cause, depth += 1) {
    if ('code' in current && current.code === code) return true;
  }
  return false;
}
