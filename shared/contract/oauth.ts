import { z } from 'zod';
import { OAUTH_GRANTS } from '../config/oauth';
import {
  type Disconnection,
  type SignIn,
  TOKEN_EVENTS,
  type TokenHappening,
  type TokenMetrics,
  type TokenState,
} from '../model/oauth';
import { ById, Done, modelled, Moment, Nothing } from './common';
import { defineGroup } from './define';
import { ConnectInput, SignInAnswer, TokenChoice } from './oauth-inputs';

const TokenModel = modelled<TokenState>(
  z.looseObject({
    configId: z.string(),
    server: z.string(),
    user: z.string().optional(),
    grant: z.enum(OAUTH_GRANTS),
    status: z.enum(['connected', 'expired', 'sign-in-needed', 'disconnected']),
    issuer: z.string().optional(),
    scopes: z.array(z.string()),
    wantedScopes: z.array(z.string()).optional(),
    expiresAt: Moment.optional(),
    lastRefreshAt: Moment.optional(),
    nextRefreshAt: Moment.optional(),
    canRefresh: z.boolean(),
    isKept: z.boolean(),
    lastError: z.object({ at: Moment, message: z.string() }).optional(),
  }),
);

const HappeningModel = modelled<TokenHappening>(
  z.strictObject({
    type: z.enum(TOKEN_EVENTS),
    at: Moment,
    reason: z.string().optional(),
    times: z.number().optional(),
  }),
);

const SignInModel = modelled<SignIn>(
  z.looseObject({
    id: z.string(),
    server: z.string(),
    kind: z.enum(['browser', 'device', 'none']),
    state: z.enum(['waiting', 'connected', 'failed']),
    url: z.string().optional(),
    userCode: z.string().optional(),
    scopes: z.array(z.string()),
    expiresAt: Moment,
    problem: z.string().optional(),
  }),
);

const DisconnectionModel = modelled<Disconnection>(
  z.strictObject({ wasConnected: z.boolean(), revoked: z.boolean(), problem: z.string().optional() }),
);

/** Access tokens for servers; never the tokens themselves. */
export const tokens = defineGroup({
  list: {
    http: 'GET /oauth/tokens',
    scope: 'read',
    summary: 'The state of the token of each server and user.',
    input: Nothing,
    output: z.array(TokenModel),
  },
  history: {
    http: 'GET /oauth/tokens/history',
    scope: 'read',
    summary: 'What last happened to the token of one server and user, newest first; at most twenty.',
    input: TokenChoice,
    output: z.array(HappeningModel),
  },
  metrics: {
    http: 'GET /oauth/metrics',
    scope: 'read',
    summary: 'How often tokens were asked for, and how that went.',
    input: Nothing,
    output: modelled<TokenMetrics>(z.record(z.string(), z.number())),
  },
  refresh: {
    http: 'POST /oauth/tokens/refresh',
    scope: 'write',
    summary: 'Gets a new token now.',
    input: TokenChoice,
    output: TokenModel,
  },
  disconnect: {
    http: 'POST /oauth/tokens/disconnect',
    scope: 'write',
    summary: 'Revokes a token where that is possible, and forgets it.',
    input: TokenChoice,
    output: DisconnectionModel,
  },
});

/** Sign-ins of people at servers. */
export const signIns = defineGroup({
  begin: {
    http: 'POST /oauth/sign-ins',
    scope: 'write',
    summary: 'Begins a sign-in: the address to open, or a code to type on another device.',
    input: ConnectInput,
    output: SignInModel,
  },
  get: {
    http: 'GET /oauth/sign-ins/:id',
    scope: 'read',
    summary: 'What has become of a sign-in.',
    input: ById,
    output: SignInModel,
  },
  complete: {
    http: 'POST /oauth/sign-ins/:id/answer',
    scope: 'write',
    summary: 'Takes the address that a browser on another machine ended at.',
    input: SignInAnswer.extend(ById.shape),
    output: SignInModel,
    isSecret: true,
  },
  cancel: {
    http: 'DELETE /oauth/sign-ins/:id',
    scope: 'write',
    summary: 'Takes a sign-in back.',
    input: ById,
    output: Done,
  },
});
