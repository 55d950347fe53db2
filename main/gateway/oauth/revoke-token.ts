import { asGatewayError } from '../../../shared/errors/gateway-error';
import type { Disconnection } from '../../../shared/model/oauth';
import { createOAuthHttp } from './oauth-http';
import { toOAuthFailure } from './oauth-failure';
import type { ResolvedOAuth } from './resolved-oauth';
import { prepareExchange } from './token-exchange';
import type { TokenRecord } from './token-record';

/** Tells the authorization server that nobody uses these tokens any more (RFC 7009); throws nothing. */
export async function revokeToken(
  record: TokenRecord,
  resolve: () => Promise<ResolvedOAuth>,
  timeoutMs: number,
): Promise<Omit<Disconnection, 'wasConnected'>> {
  const { client, resource, scopes, refreshToken, accessToken } = record;
  const server = record.server as Parameters<typeof prepareExchange>[0]['server'];
  if (server.revocation_endpoint === undefined) {
    return { revoked: false, problem: `${server.issuer} takes no revocations; the token ends with its time` };
  }
  try {
    const oauth = await resolve();
    const http = createOAuthHttp({ fetch: oauth.fetch, timeoutMs });
    const { library, authentication, ...prepared } = await prepareExchange({
      oauth,
      http,
      server,
      client,
      resource,
      scopes,
    });
    const revoke = async (token: string): Promise<void> => {
      const send = () => library.revocationRequest(server, prepared.client, authentication, token, prepared.options);
      await library.processRevocationResponse(await http.retry(send));
    };
    if (refreshToken === undefined) await revoke(accessToken);
    else {
      // The refresh token first: most servers end with it whatever came of it.
      await revoke(refreshToken);
      await revoke(accessToken).catch((failure: unknown) => {
        if (!isNotRevocable(failure)) throw failure;
      });
    }
    return { revoked: true };
  } catch (failure) {
    const { message } = asGatewayError(toOAuthFailure(failure, 'The revocation', server.issuer));
    return { revoked: false, problem: message };
  }
}

/** RFC 7009 §2.2.1: some tokens, JWTs above all, are good until they end, and cannot be had again. */
const isNotRevocable = (failure: unknown): boolean =>
  (failure as { readonly error?: unknown }).error === 'unsupported_token_type';
