import { GatewayError } from '../../../shared/errors/gateway-error';
import type { Runtime } from '../runtime';
import type { Arrival, AuthenticatedArrival } from './request-states';

/** Asks the providers in their order; the first that knows the credentials decides. Nobody knows them: refused. */
export async function authenticate(arrival: Arrival, runtime: Runtime): Promise<AuthenticatedArrival> {
  const { credentials } = arrival;
  const distinct = new Set(credentials.presented.map((one) => one.value));
  if (distinct.size > 1) {
    const places = credentials.presented.map((one) => one.source).join(', ');
    throw new GatewayError('invalid_credentials', `Different gateway keys were sent at once (${places})`);
  }
  for (const provider of runtime.authProviders) {
    const principal = await provider.authenticate(credentials, runtime.config, arrival.signal);
    if (principal !== undefined) return { ...arrival, stage: 'authenticated', principal };
  }
  if (distinct.size === 0) throw new GatewayError('unauthenticated', 'No gateway key was sent');
  throw new GatewayError('invalid_credentials', 'The gateway key is not valid');
}
