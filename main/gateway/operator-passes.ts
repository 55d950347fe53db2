import { randomBytes } from 'node:crypto';
import type { AuthProvider, Credentials, Principal } from './ports/auth-provider';

/** For people who try something out over an admin interface: they were let in there, and have no gateway key to show. */
export interface OperatorPasses {
  readonly provider: AuthProvider;
  /** A pass is known to nobody outside of this process, and good until it is given back. */
  issue(principal: Omit<Principal, 'provider'>): OperatorPass;
}

export interface OperatorPass {
  readonly credentials: Credentials;
  giveBack(): void;
}

export function createOperatorPasses(): OperatorPasses {
  const issued = new Map<string, Principal>();
  return {
    provider: {
      authenticate: ({ presented }) => Promise.resolve(issued.get(presented[0]?.value ?? '')),
    },
    issue(principal) {
      const value = `pass ${randomBytes(32).toString('base64url')}`;
      issued.set(value, { provider: 'operator', ...principal });
      return {
        credentials: { transport: 'stdio', presented: [{ source: 'environment', value }], remoteAddress: '' },
        giveBack: () => void issued.delete(value),
      };
    },
  };
}
