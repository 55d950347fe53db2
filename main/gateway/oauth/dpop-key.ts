import type { Client, DPoPHandle, generateKeyPair } from 'oauth4webapi';
import type { TokenRecord } from './token-record';

/** The key that tokens are bound to (RFC 9449). */
export interface DpopKey {
  /** For requests to the authorization server. */
  handle(client: Client): Promise<DPoPHandle>;
  /** The headers of a request to the server, beside `Authorization`. */
  prove(method: string, url: URL, accessToken: string): Promise<Readonly<Record<string, string>>>;
  /** Remembers the nonce that an answer asks for. */
  learn(response: Response, url: URL): Promise<void>;
  export(): Promise<NonNullable<TokenRecord['dpopKey']>>;
}

const ALGORITHM = 'ES256';

/** Takes up the key of a kept token, or makes one. */
export async function openDpopKey(kept: TokenRecord['dpopKey']): Promise<DpopKey> {
  const [{ DPoP, generateKeyPair: makePair, protectedResourceRequest, customFetch, allowInsecureRequests }, jose] =
    await Promise.all([import('oauth4webapi'), import('jose')]);
  const pair =
    kept === undefined
      ? await makePair(ALGORITHM, { extractable: true })
      : {
          privateKey: (await jose.importJWK(kept.privateKey as never, ALGORITHM, { extractable: true })) as CryptoKeyOf,
          publicKey: (await jose.importJWK(kept.publicKey as never, ALGORITHM, { extractable: true })) as CryptoKeyOf,
        };
  const ofServer = DPoP({}, pair);

  /** The library makes a proof only on its way to a request; this one is kept, and the request goes its own way. */
  async function capture(method: string, url: URL, accessToken: string, response: Response): Promise<Headers> {
    let sent = new Headers();
    const take = (_url: string, init: { readonly headers: Record<string, string> }): Promise<Response> => {
      sent = new Headers(init.headers);
      return Promise.resolve(response);
    };
    await protectedResourceRequest(accessToken, method, url, undefined, null, {
      DPoP: ofServer,
      [customFetch]: take as never,
      [allowInsecureRequests]: true,
    }).catch(() => undefined);
    return sent;
  }

  return {
    handle: (client) => Promise.resolve(DPoP(client, pair)),
    async prove(method, url, accessToken) {
      const sent = await capture(method, url, accessToken, new Response(null));
      return { dpop: sent.get('dpop') ?? '' };
    },
    async learn(response, url) {
      const nonce = response.headers.get('dpop-nonce');
      if (nonce === null) return;
      const told = new Response(null, { status: response.status, headers: { 'dpop-nonce': nonce } });
      await capture('GET', url, 'unused', told);
    },
    export: async () => ({
      privateKey: { ...(await jose.exportJWK(pair.privateKey)) },
      publicKey: { ...(await jose.exportJWK(pair.publicKey)) },
    }),
  };
}

type CryptoKeyOf = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
