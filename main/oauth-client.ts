import type { OAuthAdmin } from './admin/oauth-admin';
import { type AdminAddress, openRemoteGateway } from './admin-client';

/** The tokens of a gateway in another process. */
export function createOAuthClient(address: AdminAddress): OAuthAdmin {
  const { admin, watch } = openRemoteGateway(address);
  const { tokens, signIns } = admin;
  return {
    list: () => tokens.list({}),
    history: (input) => tokens.history(input as never),
    metrics: () => tokens.metrics({}),
    connect: (input) => signIns.begin(input as never),
    signIn: (id) => signIns.get({ id }),
    complete: (id, input) => signIns.complete({ ...(input as object), id } as never),
    cancel: async (id) => void (await signIns.cancel({ id })),
    refresh: (input) => tokens.refresh(input as never),
    disconnect: (input) => tokens.disconnect(input as never),
    watch: (onEvent, signal) => watch({ topics: ['tokens'] }, onEvent, { signal }),
  };
}
