import type { Handlers } from '../../../shared/contract/define';
import type { signIns, tokens } from '../../../shared/contract/oauth';
import type { OAuthAdmin } from '../oauth-admin';
import { nothing } from './approvals';

/** Tokens for servers, and sign-ins. */
export function oauthHandlers(admin: OAuthAdmin) {
  return {
    tokens: {
      list: async () => [...(await admin.list())],
      history: async (choice) => [...(await admin.history(choice))],
      metrics: () => admin.metrics(),
      refresh: (choice) => admin.refresh(choice),
      disconnect: (choice) => admin.disconnect(choice),
    } satisfies Handlers<typeof tokens>,
    signIns: {
      begin: (input) => admin.connect(input),
      get: ({ id }) => admin.signIn(id),
      complete: ({ id, ...answer }) => admin.complete(id, answer),
      cancel: async ({ id }) => nothing(await admin.cancel(id)),
    } satisfies Handlers<typeof signIns>,
  };
}
