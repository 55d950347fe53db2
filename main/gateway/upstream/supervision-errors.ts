import { GatewayError, UpstreamRpcError } from '../../../shared/errors/gateway-error';
import type { ErrorCode } from '../../../shared/errors/codes';
import type { ServerName } from '../../../shared/model/server';
import type { ConnectionLost } from './connection-lost';

/** Trying again at once would change nothing about these, and harms nobody. */
const NOT_CRASHES: ReadonlySet<ErrorCode> = new Set([
  'server_config_invalid',
  'discovery_unauthorized',
  'secrets_unavailable',
  'secret_missing',
  'sign_in_needed',
  'token_refused',
  'authorization_server_failed',
  'scope_missing',
  'oauth_misconfigured',
]);

export function stopped(server: ServerName): GatewayError {
  return new GatewayError('server_unavailable', `${server} was stopped`, { server });
}

/** The connection broke with a call under way. */
export function lostDuringCall(
  server: ServerName,
  method: string,
  lost: ConnectionLost,
  lastLine: string | undefined,
): GatewayError {
  const fate = lost.sent ? 'whether it was carried out is unknown' : 'it was not carried out';
  const message = `The connection to ${server} was lost during ${method} (${server} ${lost.message}${quote(lastLine)}); ${fate}`;
  return new GatewayError('server_unavailable', message, { server }, { cause: lost });
}

/** The server fell so often that it is left alone for a while. */
export function restingAfterCrashes(
  server: ServerName,
  facts: {
    readonly problem: string | undefined;
    readonly lastLine: string | undefined;
    readonly retryAt: number;
    readonly now: number;
  },
): GatewayError {
  const { problem, lastLine, retryAt, now } = facts;
  const said = problem?.includes('stderr') ? '' : quote(lastLine);
  const cause = problem === undefined ? `${server} keeps crashing` : `${server} keeps crashing: ${problem}`;
  const next = `next try at ${new Date(retryAt).toISOString()}, in ${Math.ceil((retryAt - now) / 1_000)} s`;
  return new GatewayError('server_unavailable', `${cause}${said}; ${next}`, { server, retryAt });
}

/** Says why a start came to nothing. */
export function toStartFailure(server: ServerName, failure: unknown, lastLine: string | undefined): GatewayError {
  if (failure instanceof GatewayError) return failure;
  if (failure instanceof UpstreamRpcError) {
    const message = `${server} refused the handshake with JSON-RPC error ${failure.error.code}: ${failure.message.slice(0, 500)}`;
    return new GatewayError('discovery_failed', message, { server }, { cause: failure });
  }
  const reason = failure instanceof Error ? failure.message : String(failure);
  return new GatewayError(
    'server_unavailable',
    `${server} ${reason} while it was being started${quote(lastLine)}`,
    { server },
    { cause: failure },
  );
}

/** False for failures that a rest does not mend: nothing ran, or somebody must change something first. */
export function countsAsCrash(error: GatewayError): boolean {
  return !NOT_CRASHES.has(error.code) && error.detail['notStarted'] !== true;
}

function quote(lastLine: string | undefined): string {
  return lastLine === undefined ? '' : `; its last line on stderr: ${JSON.stringify(lastLine.slice(0, 500))}`;
}
