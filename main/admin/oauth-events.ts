import type { FastifyInstance } from 'fastify';
import { addEventRoute, type Guard } from './event-route';
import type { OAuthAdmin } from './oauth-admin';

export interface OAuthEvents {
  readonly oauth: OAuthAdmin;
  readonly guard: Guard;
}

/** What happens to tokens, as it happens. */
export function addOAuthEvents(server: FastifyInstance, { oauth, guard }: OAuthEvents): void {
  addEventRoute(server, {
    path: '/oauth/events',
    guard,
    open:
      () =>
      ({ tell, signal, onOpen }) => {
        void oauth.watch(tell, signal);
        onOpen();
      },
  });
}
