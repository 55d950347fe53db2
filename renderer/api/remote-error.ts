import type { ErrorObject } from '../../shared/errors/error-object';

/** What the gateway answered instead of a result. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';

  constructor(readonly error: ErrorObject['error']) {
    super(error.message);
  }

  /** True when a right token would help. */
  get asksForToken(): boolean {
    return this.error.name === 'unauthenticated' || this.error.name === 'invalid_credentials';
  }
}
