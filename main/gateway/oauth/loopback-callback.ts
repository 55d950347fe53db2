import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackUrl } from '../../../shared/config/oauth';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { parseUrl } from '../../../shared/text/is-url';
import { FAILURE_PAGE, PAGE_HEADERS, STRANGE_PAGE, SUCCESS_PAGE } from './callback-pages';

const PATH = '/oauth/callback';

/** Where the browser comes back to (RFC 8252 §7.3). */
export interface LoopbackCallback {
  readonly redirectUri: string;
  close(): void;
}

export interface CallbackNeeds {
  /** Registered for this client; absent: a free port. One beyond this machine is not listened to. */
  readonly redirectUri?: string | undefined;
  /** Taken if it is free. */
  readonly preferredPort?: number | undefined;
  /** Resolves with whether the sign-in worked; `undefined`: it belongs to none. */
  readonly onAnswer: (parameters: URLSearchParams) => Promise<boolean | undefined>;
}

/** Listens on this machine alone, for one sign-in. */
export async function openLoopbackCallback(needs: CallbackNeeds): Promise<LoopbackCallback> {
  const { redirectUri: given } = needs;
  // It leads elsewhere: the person brings the answer.
  if (given !== undefined && !isLoopbackUrl(given)) return { redirectUri: given, close: () => undefined };
  const place = given === undefined ? undefined : new URL(given);
  const path = place?.pathname ?? PATH;
  const server = createServer((request, response) => void answer(request, response, { path, ...needs }));
  const listen = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: place?.hostname === '[::1]' ? '::1' : '127.0.0.1', port }, () => {
        server.off('error', reject);
        // Too many open files, for example: costs that one connection.
        server.on('error', () => undefined);
        resolve((server.address() as AddressInfo).port);
      });
    });
  const fixed = place === undefined ? undefined : Number(place.port || '80');
  const port = await (fixed === undefined
    ? listen(needs.preferredPort ?? 0).catch(() => listen(0))
    : listen(fixed).catch((cause: unknown) => {
        const message = `The port ${fixed} of the redirect URI ${String(given)} is in use by another program`;
        throw new GatewayError('sign_in_failed', message, {}, { cause });
      }));
  server.unref();
  return {
    redirectUri: given ?? `http://127.0.0.1:${port}${PATH}`,
    close() {
      server.close();
      server.closeIdleConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { path, onAnswer }: CallbackNeeds & { readonly path: string },
): Promise<void> {
  const address = `http://localhost${request.url ?? '/'}`;
  const send = (status: number, body: string) => void response.writeHead(status, PAGE_HEADERS).end(body);
  // A name that leads here by somebody else’s DNS is not ours (DNS rebinding).
  const isOurs = isLoopbackUrl(`http://${request.headers.host ?? ''}`);
  const url = parseUrl(address);
  if (request.method !== 'GET' || url?.pathname !== path || !isOurs) return send(404, STRANGE_PAGE);
  const worked = await onAnswer(url.searchParams).catch(() => false);
  if (worked === undefined) return send(400, STRANGE_PAGE);
  send(worked ? 200 : 400, worked ? SUCCESS_PAGE : FAILURE_PAGE);
}
