import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../shared/errors/codes';
import { toErrorObject } from '../../shared/errors/error-object';
import { asGatewayError, GatewayError } from '../../shared/errors/gateway-error';
import type { Logger } from '../gateway/ports/logger';

export type AnswerFailure = (failure: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/** Makes the function that answers whatever was thrown as the error object of the table. */
export function createAnswerFailure(log: Logger): AnswerFailure {
  return (failure, request, reply) => void sendError(translate(failure), request, reply, log);
}

const HTTP_CODES: Readonly<Record<number, ErrorCode>> = {
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

/** Fastify’s own refusals get a row of the table; what is not a refusal is a bug. */
function translate(failure: unknown): GatewayError {
  const status = (failure as { statusCode?: unknown }).statusCode;
  const isRefusal = typeof status === 'number' && status >= 400 && status < 500;
  const code = isRefusal ? (HTTP_CODES[status] ?? 'invalid_request') : undefined;
  if (failure instanceof GatewayError || code === undefined) return asGatewayError(failure);
  return new GatewayError(code, (failure as Error).message, {}, { cause: failure });
}

function sendError(error: GatewayError, request: FastifyRequest, reply: FastifyReply, log: Logger): FastifyReply {
  const correlationId = (error.correlationId ??= randomUUID());
  if (error.row.http >= 500) {
    log.error('An admin request went wrong', {
      correlationId,
      path: placeOf(request),
      cause: String(error.cause ?? error),
    });
  }
  const facts = { correlationId, at: Date.now(), operation: `${request.method} ${placeOf(request)}` };
  return reply.code(error.row.http).header('cache-control', 'no-store').send(toErrorObject(error, facts));
}

/** People put a secret where its name belongs: what stood there is not repeated. */
export function placeOf(request: FastifyRequest): string {
  const path = pathOf(request);
  return /^\/api\/v1\/(?:secrets|api-keys)\//.test(path)
    ? (request.routeOptions.url ?? path.replace(/^((?:\/[^/]+){3}).*/, '$1/…'))
    : path;
}

/** The path alone: a query may hold what does not belong in a log. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}
