import type { ErrorObject } from '../../shared/errors/error-object';
import { RemoteError } from './remote-error';
import type { Transport } from './transport';

const ANSWER_WITHIN_MS = 5_000;

const PATHS: Readonly<Record<string, string>> = { 'system.status': '/api/v1/status' };

/** Speaks to the admin API of the server that this page came from. */
export function createHttpTransport(token: () => string | undefined, origin: string): Transport {
  return {
    async call(operation) {
      const path = PATHS[operation];
      if (path === undefined) throw new TypeError(`The admin API has no operation ${operation}`);
      const credential = token();
      const answer = await fetch(new URL(path, origin), {
        headers: credential === undefined ? {} : { authorization: `Bearer ${credential}` },
        cache: 'no-store',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const body: unknown = await answer.json();
      if (answer.ok) return body;
      throw new RemoteError((body as ErrorObject).error);
    },
  };
}
