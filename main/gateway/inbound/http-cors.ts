import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendEmpty } from './http-reply';

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, DELETE',
  'access-control-max-age': '600',
};

/**
 * Lets web pages of configured origins read answers (Fetch, CORS protocol); pages of all others cannot, and without
 * configured origins nothing is said. Returns true when the request was only a question and has been answered.
 */
export function answerCors(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', 'mcp-session-id, www-authenticate, retry-after');
  response.setHeader('vary', 'origin');
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;
  const asked = request.headers['access-control-request-headers'];
  // What may be sent is decided by what is read: a header that nobody knows does nothing.
  const allowed = typeof asked === 'string' ? { 'access-control-allow-headers': asked } : undefined;
  sendEmpty(response, 204, { ...PREFLIGHT, ...allowed });
  return true;
}
