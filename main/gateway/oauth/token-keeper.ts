import { DISCOVERED_OAUTH, type OAuth } from '../../../shared/config/oauth';
import { GatewayError } from '../../../shared/errors/gateway-error';
import type { TokenEventKind, TokenState } from '../../../shared/model/oauth';
import type {
  AccessToken,
  AuthorizationRefusal,
  TokenChange,
  UpstreamAuthorization,
} from '../upstream/upstream-authorization';
import { untilAborted } from '../upstream/until-aborted';
import { type Challenge, readChallenge } from './challenge';
import { RefusalBudget } from './refusal-budget';
import { renewToken } from './renew-token';
import { RenewalClock } from './renewal-clock';
import { ScopeRequests } from './scope-requests';
import { scopeMissing, settingsChanged, signInNeeded, stillRefused, whySignIn } from './sign-in-needed';
import { TokenCell } from './token-cell';
import type { TokenMeter } from './token-metrics';
import { tokenId, type TokenPlace, type TokenRecord } from './token-record';
import { needsNobody, type TokenSource } from './token-source';
import { describeToken } from './token-state';
import type { TokenStore } from './token-store';
import { TokenTrouble } from './token-trouble';

export interface TokenKeeperNeeds {
  readonly place: TokenPlace;
  readonly settings: OAuth;
  readonly mark: string;
  readonly source: TokenSource;
  readonly store: TokenStore;
  readonly meter: TokenMeter;
  /** Runs the work while no other process renews this token. */
  readonly alone: <T>(id: string, work: () => Promise<T>) => Promise<T>;
  readonly onEvent: (event: TokenEventKind, reason?: string) => void;
  readonly learn?: ((name: string, token: string) => void) | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Keeps the token of one place: whoever needs it waits for the same request. */
export class TokenKeeper implements UpstreamAuthorization {
  readonly place: TokenPlace;
  /** Of the settings. */
  readonly mark: string;
  readonly source: TokenSource;
  readonly #needs: TokenKeeperNeeds;
  readonly #cell: TokenCell;
  readonly #clock: RenewalClock;
  readonly #trouble: TokenTrouble;
  readonly #scopes = new ScopeRequests();
  readonly #refusals: RefusalBudget;
  readonly #listeners = new Set<(change: TokenChange) => void>();
  #loading: Promise<void> | undefined;
  #isLoaded = false;
  /** Why what is kept could not be read. */
  #unreadable: GatewayError | undefined;
  #renewing: Promise<void> | undefined;
  #challenge: Challenge | undefined;
  /** A call came to nothing for want of a token. */
  #isAsked = false;
  #wasUsed = false;

  constructor(needs: TokenKeeperNeeds) {
    this.#needs = needs;
    ({ place: this.place, mark: this.mark, source: this.source } = needs);
    const refreshBeforeMs = needs.settings.refreshBefore * 1_000;
    this.#clock = new RenewalClock({ refreshBeforeMs, now: needs.now, onDue: () => this.#renewInBackground() });
    this.#trouble = new TokenTrouble(needs.place, needs.now);
    this.#refusals = new RefusalBudget(needs.now);
    this.#cell = new TokenCell({ ...needs, clock: this.#clock });
  }

  /** What the server last said when it refused. */
  get challenge(): Challenge | undefined {
    return this.#challenge;
  }

  get wantedScopes(): readonly string[] {
    return this.#scopes.wanted;
  }

  async token(signal?: AbortSignal): Promise<AccessToken | undefined> {
    if (!this.#isLoaded) await this.#load();
    this.#wasUsed = true;
    const { record, usable } = this.#cell;
    const { meter, settings } = this.#needs;
    if (record !== undefined && usable !== undefined) {
      meter.count('hits');
      if (this.#clock.isDue(record)) this.#renewInBackground();
      return usable;
    }
    meter.count('misses');
    if (record !== undefined) meter.count('expirations');
    if (this.#cell.hasEnded) this.#announce('expired');
    if (this.#canRenew()) return this.#renewed(undefined, signal);
    // Nobody configured a sign-in, and nobody asked for one yet.
    if (record === undefined && !this.#isAsked && settings === DISCOVERED_OAUTH) return undefined;
    return this.#signedInElsewhere();
  }

  async refused(refusal: AuthorizationRefusal, signal?: AbortSignal): Promise<AccessToken | undefined> {
    const challenge = readChallenge(refusal.challenge);
    const { token } = refusal;
    if (refusal.status === 403) return this.#widen(challenge, token, signal);
    this.#isAsked = true;
    this.#challenge = challenge ?? this.#challenge;
    const { usable, record } = this.#cell;
    if (usable !== undefined && usable.value !== token?.value) return usable;
    if (token !== undefined) this.#needs.meter.count('invalidations');
    if (this.#canRenew()) {
      if (this.#renewing === undefined && !this.#refusals.take()) throw stillRefused(this.place, record?.server.issuer);
      return this.#renewed(token?.value, signal);
    }
    if (this.#unreadable !== undefined) throw this.#unreadable;
    if (token === undefined) return this.#signedInElsewhere();
    this.#cell.reject(token.value);
    throw stillRefused(this.place, record?.server.issuer);
  }

  onChange(listener: (change: TokenChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Gets a new token now, whatever is left of the present one. */
  async refresh(): Promise<void> {
    await this.#load();
    if (!this.#canRenew()) throw this.#signInNeeded();
    this.#trouble.endRest();
    await this.#renew(this.#cell.record?.accessToken);
  }

  /** Takes the token of a sign-in. */
  async connect(record: TokenRecord): Promise<void> {
    await this.#load();
    if (this.#clock.hasEnded) throw settingsChanged(this.place);
    await this.#needs.alone(tokenId(this.place), () => this.#cell.keep(record));
    this.#scopes.granted();
    this.#trouble.forget();
    this.#announce('connected');
  }

  /** A person, or the authorization server for them, said no to a sign-in. */
  denied(): void {
    this.#scopes.denied();
  }

  /** Forgets the token; resolves with what it was. */
  async disconnect(): Promise<TokenRecord | undefined> {
    await this.#load();
    const record = await this.#needs.alone(tokenId(this.place), () => this.#cell.forget());
    this.#trouble.forget();
    this.#isAsked ||= record !== undefined;
    this.#scopes.forget();
    if (record !== undefined) this.#announce('disconnected');
    return record;
  }

  async state(): Promise<TokenState> {
    await this.#load();
    const { place, settings } = this.#needs;
    const { record, isKept } = this.#cell;
    return describeToken({
      place,
      settings,
      record,
      isKept,
      isUsable: this.#cell.usable !== undefined,
      isAsked: this.#isAsked,
      wantedScopes: this.#scopes.wanted,
      canRenew: this.#canRenew(),
      nextRefreshAt: record && this.#clock.dueAt(record),
      lastError: this.#trouble.last,
    });
  }

  /** Resolves when the renewal that is under way is over: what replaced a refresh token must reach the disk. */
  async stop(): Promise<void> {
    this.#clock.end();
    await this.#renewing?.catch(() => undefined);
  }

  #load(): Promise<void> {
    this.#loading ??= this.#read().catch((failure: unknown) => {
      this.#loading = undefined;
      throw failure;
    });
    return this.#loading;
  }

  async #read(): Promise<void> {
    try {
      await this.#cell.load();
    } catch (failure) {
      // A server that may want no token at all is not held up by a vault that cannot be opened.
      if (this.#needs.settings !== DISCOVERED_OAUTH || !(failure instanceof GatewayError)) throw failure;
      this.#unreadable = failure;
    }
    this.#isLoaded = true;
  }

  #canRenew(): boolean {
    const { record } = this.#cell;
    if (needsNobody(this.#needs.settings.grant)) return true;
    return record?.refreshToken !== undefined && record.isSpent !== true;
  }

  /** The token after a renewal that others wait for, too; who gives up does so alone. */
  async #renewed(stale: string | undefined, signal: AbortSignal | undefined): Promise<AccessToken | undefined> {
    await (signal === undefined ? this.#renew(stale) : untilAborted(this.#renew(stale), signal));
    // A process that is given it will not ask again before it has ended.
    this.#wasUsed = true;
    return this.#cell.token ?? this.#signedInElsewhere();
  }

  /** Another process of this machine may have done what is needed. */
  async #signedInElsewhere(): Promise<AccessToken> {
    await this.#cell.load();
    if (this.#canRenew()) await this.#renew(undefined);
    const { usable } = this.#cell;
    if (usable === undefined) throw this.#signInNeeded();
    return usable;
  }

  #renewInBackground(): void {
    const { record } = this.#cell;
    // A token that nobody uses is renewed by whoever uses it next; a refresh token that rests may run out.
    if (!this.#canRenew() || (!this.#wasUsed && record?.refreshToken === undefined)) return;
    this.#renew(record?.accessToken).catch(() => this.#clock.postpone());
  }

  /** One renewal at a time. `stale`: a token that is not to be had again. */
  #renew(stale: string | undefined): Promise<void> {
    if (this.#renewing !== undefined) return this.#renewing;
    const { now, meter, alone } = this.#needs;
    const { resting } = this.#trouble;
    if (resting !== undefined) return Promise.reject(resting);
    const startedAt = now();
    const renewing = alone(tokenId(this.place), () => this.#renewAlone(stale)).then(
      (isOurs) => {
        this.#wasUsed = false;
        this.#trouble.forget();
        if (isOurs) meter.acquired(now() - startedAt, true);
        this.#announce('refreshed');
      },
      (failure: unknown) => {
        meter.acquired(now() - startedAt, false);
        const named = this.#trouble.note(failure);
        if (named.code !== 'sign_in_needed') this.#announce('failed', this.#trouble.last?.message);
        throw named;
      },
    );
    this.#renewing = renewing.finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  /** Resolves with whether it was this process that asked. */
  async #renewAlone(stale: string | undefined): Promise<boolean> {
    const isByItself = needsNobody(this.#needs.settings.grant);
    const obtain = isByItself ? { challenge: this.#challenge, moreScopes: this.#scopes.wanted } : undefined;
    const outcome = await renewToken({ ...this.#needs, cell: this.#cell, stale, obtain });
    if (outcome === 'spent') throw this.#signInNeeded();
    if (isByItself) this.#scopes.granted();
    return outcome === 'ours';
  }

  /** Step-up (protocol revision 2026-07-28, Scope Challenge Handling): a person consents to what is wanted beyond. */
  async #widen(
    challenge: Challenge | undefined,
    token: AccessToken | undefined,
    signal: AbortSignal | undefined,
  ): Promise<AccessToken | undefined> {
    if (challenge?.error !== 'insufficient_scope' || token === undefined) return undefined;
    const { usable } = this.#cell;
    if (usable !== undefined && usable.value !== token.value) return usable;
    const { settings } = this.#needs;
    const wanted = challenge.scopes ?? [];
    const outcome = this.#scopes.want(token.scopes, wanted);
    if (outcome !== 'asked') throw scopeMissing(this.place, wanted, outcome);
    if (!needsNobody(settings.grant)) throw this.#signInNeeded();
    // What is configured is what the operator consented to.
    if (settings.scopes.length > 0) throw scopeMissing(this.place, wanted, 'configured');
    if (this.#renewing === undefined && !this.#refusals.take()) throw scopeMissing(this.place, wanted, 'in-vain');
    return this.#renewed(token.value, signal);
  }

  #signInNeeded(): GatewayError {
    this.#isAsked = true;
    this.#announce('sign-in-needed', whySignIn(this.#cell.record, this.#scopes.wanted));
    return signInNeeded(this.place, this.#scopes.wanted);
  }

  #announce(event: TokenEventKind, reason?: string): void {
    this.#needs.onEvent(event, reason);
    if (event !== 'connected' && event !== 'refreshed' && event !== 'disconnected') return;
    for (const listener of this.#listeners) listener({ kind: event, value: this.#cell.token?.value });
  }
}
