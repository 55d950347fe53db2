import { asGatewayError, GatewayError } from '../../../shared/errors/gateway-error';
import type { AuthProvider, Credentials, Principal } from '../ports/auth-provider';
import type { Runtime } from '../runtime';
import type { Arrival, AuthenticatedArrival } from './request-states';

/** Told which provider was asked, as the configuration calls it, and since when on the clock. */
export type OnAsked = (provider: string, beganAt: number) => void;

/** Authenticates somebody who comes in, and counts that. */
export async function identify(arrival: Arrival, runtime: Runtime, onAsked?: OnAsked): Promise<AuthenticatedArrival> {
  try {
    const authenticated = await authenticate(arrival, runtime, onAsked);
    runtime.metrics.add('enkrypt_auth_success_total', []);
    return authenticated;
  } catch (failure) {
    runtime.metrics.add('enkrypt_auth_failure_total', [asGatewayError(failure).code]);
    throw failure;
  }
}

/** Asks the providers in their order; the first that knows the credentials decides. Nobody knows them: refused. */
export async function authenticate(
  arrival: Arrival,
  runtime: Runtime,
  onAsked?: OnAsked,
): Promise<AuthenticatedArrival> {
  const { credentials } = arrival;
  const distinct = new Set(credentials.presented.map((one) => one.value));
  if (distinct.size > 1) {
    const places = credentials.presented.map((one) => one.source).join(', ');
    throw new GatewayError('invalid_credentials', `Different gateway keys were sent at once (${places})`);
  }
  for (const [index, provider] of runtime.authProviders.entries()) {
    const beganAt = runtime.clock();
    const principal = await ask(provider, credentials, runtime);
    onAsked?.(runtime.config.auth[index]?.use ?? 'operator', beganAt);
    if (principal !== undefined) return { ...arrival, stage: 'authenticated', principal };
  }
  if (distinct.size === 0) throw new GatewayError('unauthenticated', 'No gateway key was sent');
  throw new GatewayError('invalid_credentials', 'The gateway key is not valid');
}

const NEVER = new AbortController().signal;

/** A provider that takes a signal asks somebody else, and gets a time limit; one that does not answers at once. */
async function ask(provider: AuthProvider, credentials: Credentials, runtime: Runtime): Promise<Principal | undefined> {
  if (provider.authenticate.length < 3) return provider.authenticate(credentials, runtime.config, NEVER);
  const deadline = new AbortController();
  try {
    return await runtime.timeouts.limit('auth', provider.authenticate(credentials, runtime.config, deadline.signal), {
      signal: deadline.signal,
      onTimeout: (ms) => new GatewayError('auth_timed_out', `The key could not be checked in ${ms / 1_000} s`),
    });
  } finally {
    deadline.abort();
  }
}
