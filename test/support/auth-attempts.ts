import type { Credentials, Principal } from '../../main/gateway/ports/auth-provider';
import type { IdentityDirectory } from '../../main/gateway/ports/identity-directory';

/** Where the tests pretend to be asked. */
export const RESOURCE = 'http://127.0.0.1:8000/mcp';

/** Two projects and two users. */
export const directory: IdentityDirectory = {
  keys: {},
  projects: {
    demo: { name: 'Demo', configId: 'main', userIds: ['ada'], exposure: 'both' },
    lab: { name: 'Lab', configId: 'main', userIds: ['ada', 'bob'], exposure: 'both' },
  },
  users: { ada: { name: 'Ada' }, bob: { name: 'Bob' } },
};

export const presenting = (value: string | undefined, more: Partial<Credentials> = {}): Credentials => ({
  transport: 'http',
  presented: value === undefined ? [] : [{ source: 'authorization', value }],
  remoteAddress: '127.0.0.1',
  resources: [RESOURCE, 'http://127.0.0.1:8000', 'http://127.0.0.1:8000/'],
  ...more,
});

/** Whose the credentials are, or in one word why they open nothing: the code of the refusal, or `another’s`. */
export const outcomeOf = (attempt: Promise<Principal | undefined>): Promise<string> =>
  attempt.then(
    (principal) => (principal === undefined ? 'another’s' : `${principal.projectId}/${principal.userId}`),
    (failure: { readonly code?: string }) => failure.code ?? String(failure),
  );
