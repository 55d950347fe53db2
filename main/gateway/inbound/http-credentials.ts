import type { IncomingMessage } from 'node:http';
import type { Credentials, CredentialSource } from '../ports/auth-provider';

/**
 * The credentials of one HTTP request. Only what the request carries counts: never this process’s own environment,
 * which would give anonymous callers the operator’s identity.
 */
export function httpCredentials(request: IncomingMessage): Credentials {
  const { headers } = request;
  const presented: { source: CredentialSource; value: string }[] = [];
  const bearer = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) presented.push({ source: 'authorization', value: bearer });
  for (const [source, value] of [
    ['apikey', single(headers['apikey'])],
    ['ENKRYPT_GATEWAY_KEY', single(headers['enkrypt_gateway_key'])],
  ] as const) {
    if (value !== undefined) presented.push({ source, value });
  }
  const projectId = single(headers['project_id']);
  const userId = single(headers['user_id']);
  return {
    transport: 'http',
    presented,
    remoteAddress: request.socket.remoteAddress ?? 'unknown',
    ...(projectId === undefined ? {} : { projectId }),
    ...(userId === undefined ? {} : { userId }),
  };
}

function single(value: string | string[] | undefined): string | undefined {
  const text = Array.isArray(value) ? value.join(',') : value;
  return text === undefined || text === '' ? undefined : text;
}
