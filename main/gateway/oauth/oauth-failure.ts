import type { ErrorCode } from '../../../shared/errors/codes';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { parseUrl } from '../../../shared/text/is-url';

/** The network, the server or its load: the same request may succeed later, and no credential is at fault. */
export class TransientFailure extends GatewayError {
  constructor(
    message: string,
    /** What the server asked to wait, in milliseconds. */
    readonly waitMs: number | undefined,
    options?: { readonly cause?: unknown },
  ) {
    super('authorization_server_failed', message, {}, options);
  }
}

/** The authorization server understood and said no; `reason` is its `error` (RFC 6749 §5.2). */
export class OAuthRefusal extends GatewayError {
  constructor(
    code: ErrorCode,
    message: string,
    readonly reason: string,
    /** For clients: nobody judges what a stranger says there, and models read it. */
    readonly inOurWords: string = message,
  ) {
    super(code, message, { reason: codeOf(reason) });
  }
}

/** Gives a failure of the library its code, naming what was asked of whom. */
export function toOAuthFailure(failure: unknown, what: string, issuer: string): GatewayError {
  if (failure instanceof GatewayError) return failure;
  const at = `${what} at ${issuer}`;
  const body = failure as { readonly code?: unknown; readonly error?: unknown; readonly error_description?: unknown };
  if (body.code === 'OAUTH_RESPONSE_BODY_ERROR' && typeof body.error === 'string') {
    const described = typeof body.error_description === 'string' ? `: ${plain(body.error_description)}` : '';
    const message = `${at} was refused with ${plain(body.error)}${described}`;
    return new OAuthRefusal('token_refused', message, body.error, `${at} was refused with ${codeOf(body.error)}`);
  }
  if (body.code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') {
    return new OAuthRefusal('token_refused', `${at} was refused: the client is not accepted`, 'invalid_client');
  }
  const why = failure instanceof Error ? plain(causeOf(failure)) : 'unknown cause';
  return new GatewayError('authorization_server_failed', `${at} failed: ${why}`, {}, { cause: failure });
}

/** Of certificates that are not to be trusted, and of names that do not fit: the next try would see the same. */
const DISTRUST = /^(?:ERR_TLS_CERT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/** For a request that got no answer. */
export function networkFailure(url: string, cause: unknown): GatewayError {
  const why = cause instanceof Error ? plain(causeOf(cause)) : 'unknown cause';
  if (cause instanceof Error && DISTRUST.test(String(innermostOf(cause).code))) {
    return new GatewayError('authorization_server_failed', `${hostOf(url)} cannot be trusted: ${why}`, {}, { cause });
  }
  return new TransientFailure(`${hostOf(url)} cannot be reached: ${why}`, undefined, { cause });
}

/** For an answer that says to come back. */
export function busyFailure(url: string, status: number, waitMs: number | undefined): TransientFailure {
  const wait = waitMs === undefined ? '' : ` and asks to wait ${Math.ceil(waitMs / 1_000)} s`;
  return new TransientFailure(`${hostOf(url)} answered HTTP ${status}${wait}`, waitMs);
}

export function hostOf(url: string): string {
  return parseUrl(url)?.origin ?? url;
}

/** A stranger’s words, fit for one line of ours. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 300);
}

/** RFC 6749 §5.2 has no other errors than words with underscores. */
const codeOf = (error: string): string => (/^[A-Za-z0-9_.-]{1,60}$/.test(error) ? error : 'an error of its own');

function causeOf(failure: Error): string {
  const { message, code } = innermostOf(failure);
  return message === '' ? String(code ?? 'unknown cause') : message;
}

function innermostOf(failure: Error): Error & { readonly code?: unknown } {
  let innermost: unknown = failure;
  for (let depth = 0; depth < 5; depth++) {
    const { cause, errors } = innermost as { cause?: unknown; errors?: unknown };
    const next: unknown = Array.isArray(errors) ? (errors as unknown[])[0] : cause;
    // That of a parser repeats a piece of the text, and there are tokens in it.
    if (!(next instanceof Error) || next instanceof SyntaxError) break;
    innermost = next;
  }
  return innermost as Error;
}
