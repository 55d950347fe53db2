import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CONSOLE_HEADER, SESSION_PATH } from '../../shared/contract/console';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { ConsoleSessions } from './console-sessions';
import { API_ROOT, type Identify } from './contract-routes';
import { parseInput } from './parse-input';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const OpenInput = z.strictObject({ code: z.string().min(1).max(200).optional() });

export interface ConsoleRoutesNeeds {
  readonly sessions: ConsoleSessions;
  /** By `Authorization` alone. */
  readonly identify: Identify;
}

/** Lets browsers in: a link, or a credential, becomes a cookie that no script can read. */
export function addConsoleRoutes(server: FastifyInstance, { sessions, identify }: ConsoleRoutesNeeds): void {
  const done = { message: 'OK', data: null };
  server.post(SESSION_PATH, (request, reply) => {
    requireOwnPage(request);
    const { code } = parseInput(OpenInput, request.body ?? {});
    const secret = code === undefined ? sessions.begin(identify(request, reply)) : sessions.open(code);
    if (secret === undefined) {
      throw new GatewayError(
        'invalid_credentials',
        'This link was used already or is too old; `secure-mcp-gateway console` makes another',
      );
    }
    setCookie(request, reply, { value: secret, maxAge: YEAR_SECONDS });
    return { ...done, timestamp: new Date().toISOString() };
  });
  server.delete(SESSION_PATH, (request, reply) => {
    requireOwnPage(request);
    const secret = cookieOf(request);
    if (secret !== undefined) sessions.end(secret);
    setCookie(request, reply, { value: '', maxAge: 0 });
    return { ...done, timestamp: new Date().toISOString() };
  });
}

/** The secret of the browser’s session, if our own page sent it. Browsers send cookies to every port of a host. */
export function sessionOf(request: FastifyRequest): string | undefined {
  return request.headers[CONSOLE_HEADER] === undefined ? undefined : cookieOf(request);
}

function requireOwnPage({ headers }: FastifyRequest): void {
  if (headers[CONSOLE_HEADER] !== undefined) return;
  throw new GatewayError(
    'forbidden_origin',
    `Only the console opens sessions: the header ${CONSOLE_HEADER} is missing`,
  );
}

function cookieOf(request: FastifyRequest): string | undefined {
  const prefix = `${cookieName(request)}=`;
  const cookies = (request.headers.cookie ?? '').split(/; */);
  return cookies.find((one) => one.startsWith(prefix))?.slice(prefix.length);
}

/** Gateways on several ports of one host share the jar. */
const cookieName = ({ socket }: FastifyRequest): string => `smcpg-${socket.localPort ?? 0}`;

/** RFC 6265bis. Without `Secure`: the address is loopback over plain HTTP. */
function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  { value, maxAge }: { readonly value: string; readonly maxAge: number },
): void {
  const attributes = `Path=${API_ROOT}; HttpOnly; SameSite=Strict; Max-Age=${maxAge}`;
  void reply.header('cache-control', 'no-store').header('set-cookie', `${cookieName(request)}=${value}; ${attributes}`);
}
