import { contract } from '../../shared/contract/contract';
import { findOperation, requestFor } from '../../shared/contract/define';
import type { ErrorObject } from '../../shared/errors/error-object';
import { RemoteError } from './remote-error';
import type { Transport } from './transport';

const ANSWER_WITHIN_MS = 5_000;

const ROOT = '/api/v1';

/** Speaks to the admin API of the server that this page came from. */
export function createHttpTransport(token: () => string | undefined, origin: string): Transport {
  return {
    async call(name, input) {
      const operation = findOperation(contract, name);
      if (operation === undefined) throw new TypeError(`The admin API has no operation ${name}`);
      const { method, path, body } = requestFor(operation, input);
      const credential = token();
      const answer = await fetch(new URL(ROOT + path, origin), {
        method,
        headers: {
          ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        cache: 'no-store',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      const said: unknown = await answer.json();
      if (answer.ok) return (said as { readonly data: unknown }).data;
      throw new RemoteError((said as ErrorObject).error);
    },
  };
}
