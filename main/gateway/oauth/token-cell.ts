import type { AccessToken } from '../upstream/upstream-authorization';
import { toAccessToken } from './access-token';
import { LAST_MOMENT_MS, type RenewalClock } from './renewal-clock';
import { readToken, tokenId, type TokenPlace, type TokenRecord } from './token-record';
import type { TokenStore } from './token-store';

export interface TokenCellNeeds {
  readonly place: TokenPlace;
  readonly mark: string;
  readonly store: TokenStore;
  readonly clock: RenewalClock;
  /** Hears of each token, so that it is recognised where it must not stand. */
  readonly learn?: ((name: string, token: string) => void) | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The token of one place: in use here, and kept in the vault. */
export class TokenCell {
  readonly #needs: TokenCellNeeds;
  #record: TokenRecord | undefined;
  #token: AccessToken | undefined;
  /** A token that the server took no more. */
  #rejected: string | undefined;

  constructor(needs: TokenCellNeeds) {
    this.#needs = needs;
  }

  get record(): TokenRecord | undefined {
    return this.#record;
  }

  get token(): AccessToken | undefined {
    return this.#token;
  }

  /** False: the vault could not take it, and it ends with this process. */
  get isKept(): boolean {
    return this.#needs.store.isKept(tokenId(this.#needs.place));
  }

  /** The token, unless its time is over or the server refused it. */
  get usable(): AccessToken | undefined {
    return this.#record !== undefined && this.isUsable(this.#record) ? this.#token : undefined;
  }

  isUsable(record: TokenRecord): boolean {
    return record.accessToken !== this.#rejected && !this.#isOver(record);
  }

  /** Its time is over. */
  get hasEnded(): boolean {
    return this.#record !== undefined && this.#isOver(this.#record);
  }

  #isOver({ expiresAt }: TokenRecord): boolean {
    return expiresAt !== undefined && this.#needs.now() >= expiresAt - LAST_MOMENT_MS;
  }

  reject(accessToken: string): void {
    this.#rejected = accessToken;
  }

  /** What the vault holds, if it was obtained with the present settings. */
  async peek(): Promise<TokenRecord | undefined> {
    const { store, place, mark } = this.#needs;
    const record = await readToken(store, place);
    return record?.mark === mark ? record : undefined;
  }

  async load(): Promise<void> {
    const record = await this.peek();
    if (record !== undefined) await this.take(record);
  }

  async take(record: TokenRecord): Promise<void> {
    this.#token = await toAccessToken(record);
    const { place, learn } = this.#needs;
    for (const token of [record.accessToken, record.refreshToken]) {
      // What is short or made of words stands in texts by chance.
      if (token !== undefined && /^[\x21-\x7e]{16,}$/.test(token)) learn?.(`oauth-${place.server}`, token);
    }
    this.#record = record;
    this.#needs.clock.schedule(record);
  }

  /** In use before it is on the disk: a refresh token that was rotated must not be lost to a full one. */
  async keep(record: TokenRecord): Promise<void> {
    await this.take(record);
    const { store, place } = this.#needs;
    await store.write(tokenId(place), JSON.stringify(record));
  }

  /** Resolves with what there was, another process’s included. */
  async forget(): Promise<TokenRecord | undefined> {
    const record = (await this.peek()) ?? this.#record;
    await this.#needs.store.remove(tokenId(this.#needs.place));
    this.#needs.clock.stop();
    this.#record = undefined;
    this.#token = undefined;
    return record;
  }
}
