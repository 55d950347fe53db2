import type { AccessToken } from '../upstream/upstream-authorization';
import { boundThumbprint } from './accept-token';
import { openDpopKey } from './dpop-key';
import type { TokenRecord } from './token-record';

/** A kept token in the form that requests carry. */
export async function toAccessToken(record: TokenRecord): Promise<AccessToken> {
  const { accessToken: value, tokenType, scopes, dpopKey, origin } = record;
  const thumbprint = boundThumbprint(value);
  const bound = { ...(thumbprint === undefined ? {} : { thumbprint }), ...(origin === undefined ? {} : { origin }) };
  const common = { value, scopes, ...bound };
  if (tokenType === 'bearer' || dpopKey === undefined) return { ...common, scheme: 'Bearer' };
  const key = await openDpopKey(dpopKey);
  return {
    ...common,
    scheme: 'DPoP',
    prove: (method, url) => key.prove(method, url, value),
    learn: (response, url) => key.learn(response, url),
  };
}
