import type { JsonObject } from '../../shared/model/json-rpc';
import type { AuthorizationServer } from './authorization-server';
import { type OAuthHouse, type OAuthHouseOptions, openOAuthHouse } from './oauth-house';
import { type ProtectedServer, type ProtectedServerOptions, startProtectedServer } from './protected-server';

export interface SceneOptions extends Partial<Pick<OAuthHouseOptions, 'users' | 'env'>> {
  /** Absent: nothing is configured for it. */
  readonly oauth?: JsonObject;
  /** Of the connections to the server, beside its authority. */
  readonly tls?: JsonObject;
  readonly upstream?: Partial<ProtectedServerOptions>;
}

/** A gateway in front of a protected server, which it calls `whoami`. */
export interface Scene {
  readonly house: OAuthHouse;
  readonly made: ProtectedServer;
}

/** Scenes with one authorization server; `clear` ends all there are. */
export interface OAuthStage {
  open(options?: SceneOptions): Promise<Scene>;
  clear(): Promise<void>;
}

export function createOAuthStage(server: () => AuthorizationServer): OAuthStage {
  const ends: (() => Promise<void>)[] = [];
  return {
    async open({ oauth, tls, upstream, ...more } = {}) {
      const { authority } = server();
      const made = await startProtectedServer({ authorizationServers: [server()], authority, ...upstream });
      ends.unshift(() => made.stop());
      const config = { url: made.url, tls: { ca: authority.cert, ...tls }, ...(oauth === undefined ? {} : { oauth }) };
      const house = await openOAuthHouse({ server: server(), servers: { whoami: config }, ...more });
      ends.unshift(() => house.stop());
      return { house, made };
    },
    async clear() {
      for (const end of ends.splice(0)) await end();
    },
  };
}
