import type { FastifyInstance } from 'fastify';
import { addEventRoute } from './event-route';
import type { OAuthAdmin } from './oauth-admin';
import { addOperations, type Guard } from './operations';

export interface OAuthRoutes {
  readonly oauth: OAuthAdmin;
  readonly guard: Guard;
}

/** The tokens for servers, and sign-ins, over HTTP. */
export function addOAuthRoutes(server: FastifyInstance, { oauth, guard }: OAuthRoutes): void {
  addOperations(server, guard, [
    ['GET', '/oauth/tokens', () => oauth.list()],
    ['GET', '/oauth/metrics', () => oauth.metrics()],
    ['POST', '/oauth/tokens/refresh', ({ body }) => oauth.refresh(body)],
    ['POST', '/oauth/tokens/disconnect', ({ body }) => oauth.disconnect(body)],
    ['POST', '/oauth/sign-ins', ({ body }) => oauth.connect(body)],
    ['GET', '/oauth/sign-ins/:id', ({ id }) => oauth.signIn(id)],
    ['POST', '/oauth/sign-ins/:id/answer', ({ id, body }) => oauth.complete(id, body)],
    ['DELETE', '/oauth/sign-ins/:id', ({ id }) => oauth.cancel(id)],
  ]);
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
