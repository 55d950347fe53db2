import type { TokenEventMessage } from '../shared/model/oauth';
import type { OAuthAdmin } from './admin/oauth-admin';
import { type AdminAddress, createAdminClient } from './admin-client';

/** The tokens of a gateway in another process. */
export function createOAuthClient(address: AdminAddress): OAuthAdmin {
  const { call, watch } = createAdminClient(address);
  const at = (id: string, rest = '') => `/oauth/sign-ins/${encodeURIComponent(id)}${rest}`;
  return {
    list: () => call('GET', '/oauth/tokens') as never,
    metrics: () => call('GET', '/oauth/metrics') as never,
    connect: (input) => call('POST', '/oauth/sign-ins', input) as never,
    signIn: (id) => call('GET', at(id)) as never,
    complete: (id, input) => call('POST', at(id, '/answer'), input) as never,
    cancel: (id) => call('DELETE', at(id)) as never,
    refresh: (input) => call('POST', '/oauth/tokens/refresh', input) as never,
    disconnect: (input) => call('POST', '/oauth/tokens/disconnect', input) as never,
    watch: (onEvent, signal) => watch<TokenEventMessage>('/oauth/events', onEvent, { signal }),
  };
}
