import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../../../shared/errors/gateway-error';
import { openDpopKey } from './dpop-key';
import { chooseClient } from './oauth-client';
import { OAuthRefusal, plain, toOAuthFailure, TransientFailure } from './oauth-failure';
import { requireTrusted } from './resolved-oauth';
import { prepareExchange, requestByDeviceCode, type TokenExchange } from './token-exchange';
import type { TokenKeeper } from './token-keeper';
import type { TokenRecord } from './token-record';
import { scopesFor } from './token-source';
import type { TokenStore } from './token-store';

/** RFC 8628 §3.2, §3.5. */
const DEFAULT_INTERVAL_MS = 5_000;
const SLOW_DOWN_MS = 5_000;
const LONGEST_INTERVAL_MS = 60_000;

/** A sign-in on another device (RFC 8628). */
export interface DeviceSignIn {
  readonly url: string;
  readonly userCode: string;
  readonly issuer: string;
  readonly scopes: readonly string[];
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Asks at the given pace until the person is done. */
  wait(signal: AbortSignal): Promise<TokenRecord>;
}

export interface DeviceSignInNeeds {
  readonly keeper: TokenKeeper;
  readonly store: TokenStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export async function openDeviceSignIn({ keeper, store, now }: DeviceSignInNeeds): Promise<DeviceSignIn> {
  const { oauth, http, facts } = await keeper.source.open(keeper.challenge);
  const { server, resource } = facts;
  if (server.device_authorization_endpoint === undefined) {
    const message = `${server.issuer} offers no sign-in on another device; use the browser instead`;
    throw new GatewayError('authorization_server_failed', message);
  }
  const client = await chooseClient({ oauth, http, server, store, now });
  const { challenge, wantedScopes: moreScopes } = keeper;
  const scopes = scopesFor({ oauth, facts, challenge, moreScopes });
  const dpop = oauth.settings.dpop ? { dpop: await openDpopKey(undefined) } : {};
  const exchange: TokenExchange = { oauth, http, server, client, resource, scopes, ...dpop };
  const begun = await askForCode(exchange);
  const said = begun.verification_uri_complete ?? begun.verification_uri;
  const url = requireTrusted(said, 'verification address', oauth).href;
  return {
    url,
    userCode: plain(begun.user_code),
    issuer: server.issuer,
    scopes,
    expiresAt: now() + begun.expires_in * 1_000,
    async wait(signal) {
      let interval = paceOf(begun.interval);
      for (;;) {
        await sleep(interval, undefined, { signal });
        try {
          const answer = await requestByDeviceCode(exchange, begun.device_code);
          return await keeper.source.accept(answer, exchange);
        } catch (failure) {
          if (failure instanceof TransientFailure) continue;
          if (!(failure instanceof OAuthRefusal)) throw failure;
          if (failure.reason === 'slow_down') interval += SLOW_DOWN_MS;
          else if (failure.reason !== 'authorization_pending') throw failure;
        }
      }
    },
  };
}

/** A pace that no timer keeps would be none at all. */
const paceOf = (seconds: number | undefined): number =>
  seconds === undefined ? DEFAULT_INTERVAL_MS : Math.min(Math.max(seconds * 1_000, 1_000), LONGEST_INTERVAL_MS);

async function askForCode(exchange: TokenExchange) {
  const { http, scopes, resource, oauth } = exchange;
  const { audience, organization } = oauth.settings;
  const fields = {
    ...oauth.tokenParameters,
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
    ...(resource === undefined ? {} : { resource }),
    ...(audience === undefined ? {} : { audience }),
    ...(organization === undefined ? {} : { organization }),
  };
  const { library, server, client, authentication, options } = await prepareExchange(exchange);
  try {
    const response = await http.retry(() =>
      library.deviceAuthorizationRequest(server, client, authentication, fields, options),
    );
    return await library.processDeviceAuthorizationResponse(server, client, response);
  } catch (failure) {
    throw toOAuthFailure(failure, 'Beginning the sign-in', server.issuer);
  }
}
