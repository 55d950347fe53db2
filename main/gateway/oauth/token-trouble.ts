import type { GatewayError } from '../../../shared/errors/gateway-error';
import type { TokenState } from '../../../shared/model/oauth';
import { OAuthRefusal, TransientFailure } from './oauth-failure';
import { nameFailure } from './sign-in-needed';
import type { TokenPlace } from './token-record';

/** After a failure the authorization server is left alone for so long by those who want a token. */
const REST_MS = 5_000;

/** What last went wrong with a token, and how long nobody tries again. */
export class TokenTrouble {
  readonly #place: TokenPlace;
  readonly #now: () => number;
  #last: TokenState['lastError'];
  #resting: { readonly until: number; readonly failure: GatewayError } | undefined;

  /** `now`: epoch milliseconds. */
  constructor(place: TokenPlace, now: () => number) {
    this.#place = place;
    this.#now = now;
  }

  get last(): TokenState['lastError'] {
    return this.#last;
  }

  /** The failure that is still being rested from. */
  get resting(): GatewayError | undefined {
    return this.#resting !== undefined && this.#now() < this.#resting.until ? this.#resting.failure : undefined;
  }

  /** Takes down a failure; returns it with the name of the server. */
  note(thrown: unknown): GatewayError {
    const failure = nameFailure(this.#place, thrown);
    const now = this.#now();
    // Of what the authorization server says, people may read all.
    const message = thrown instanceof OAuthRefusal ? `${failure.message} (${thrown.message})` : failure.message;
    this.#last = { at: now, message };
    const waitMs = thrown instanceof TransientFailure ? (thrown.waitMs ?? 0) : 0;
    this.#resting = { until: now + Math.max(waitMs, REST_MS), failure };
    return failure;
  }

  /** A person wants it tried now. */
  endRest(): void {
    this.#resting = undefined;
  }

  forget(): void {
    this.#resting = undefined;
    this.#last = undefined;
  }
}
