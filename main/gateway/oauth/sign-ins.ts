import { randomUUID, timingSafeEqual } from 'node:crypto';
import { asGatewayError, GatewayError } from '../../../shared/errors/gateway-error';
import type { SignIn } from '../../../shared/model/oauth';
import { parseUrl } from '../../../shared/text/is-url';
import type { Logger } from '../ports/logger';
import { type BrowserSignIn, openBrowserSignIn } from './browser-sign-in';
import { openDeviceSignIn } from './device-sign-in';
import type { TokenKeeper } from './token-keeper';
import { tokenId, type TokenPlace, type TokenRecord } from './token-record';
import type { TokenStore } from './token-store';

/** How long a person may take. */
export const SIGN_IN_MS = 10 * 60_000;
/** How long the outcome can be asked for. */
const REMEMBERED_MS = 10 * 60_000;
const MOST_AT_ONCE = 64;

export interface SignInsNeeds {
  readonly store: TokenStore;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Sign-ins that wait for people, and what became of those that are over. */
export interface SignIns {
  byBrowser(keeper: TokenKeeper): Promise<SignIn>;
  byDevice(keeper: TokenKeeper): Promise<SignIn>;
  get(id: string): SignIn;
  /** Takes the address that the browser came back to, from a person whose browser runs elsewhere. */
  complete(id: string, address: string): Promise<SignIn>;
  cancel(id: string): void;
  stop(): void;
}

interface Entry {
  view: SignIn;
  readonly keeper: TokenKeeper;
  readonly browser?: BrowserSignIn;
  readonly end: AbortController;
}

export function createSignIns(needs: SignInsNeeds): SignIns {
  return new WaitingSignIns(needs);
}

class WaitingSignIns implements SignIns {
  readonly #needs: SignInsNeeds;
  readonly #entries = new Map<string, Entry>();
  /** Answered already: what comes after the first answer belongs to no sign-in. */
  readonly #taken = new WeakSet<Entry>();

  constructor(needs: SignInsNeeds) {
    this.#needs = needs;
  }

  async byBrowser(keeper: TokenKeeper): Promise<SignIn> {
    const { store, now } = this.#needs;
    const onAnswer = (parameters: URLSearchParams) => this.#takeAnswer(parameters);
    const browser = await openBrowserSignIn({ keeper, store, now, onAnswer });
    const { url, issuer, scopes } = browser;
    const view = { ...waiting('browser', keeper, now()), url, issuer, scopes };
    return this.#admit({ view, keeper, browser, end: new AbortController() });
  }

  async byDevice(keeper: TokenKeeper): Promise<SignIn> {
    const { store, now } = this.#needs;
    const device = await openDeviceSignIn({ keeper, store, now });
    const { url, userCode, issuer, scopes } = device;
    const expiresAt = Math.min(device.expiresAt, now() + SIGN_IN_MS * 3);
    const view = { ...waiting('device', keeper, now()), url, userCode, issuer, scopes, expiresAt };
    const entry: Entry = { view, keeper, end: new AbortController() };
    const admitted = this.#admit(entry);
    device.wait(entry.end.signal).then(
      (record) => this.#succeed(entry, record).catch((failure: unknown) => this.#fail(entry, failure)),
      (failure: unknown) => {
        if (isDenial(failure)) keeper.denied();
        this.#fail(entry, failure);
      },
    );
    return admitted;
  }

  get(id: string): SignIn {
    return this.#find(id).view;
  }

  async complete(id: string, address: string): Promise<SignIn> {
    const entry = this.#find(id);
    if (entry.browser === undefined || entry.view.state !== 'waiting') {
      throw new GatewayError('sign_in_failed', 'This sign-in waits for no address');
    }
    const parameters = parametersOf(address);
    if (!sameText(entry.browser.state, parameters.get('state') ?? '')) {
      throw new GatewayError(
        'sign_in_failed',
        'This address belongs to another sign-in. Copy all of it, from the last tab',
      );
    }
    await this.#takeAnswer(parameters);
    return entry.view;
  }

  cancel(id: string): void {
    this.#fail(this.#find(id), new Error('It was cancelled'));
  }

  stop(): void {
    for (const entry of this.#entries.values()) {
      entry.browser?.close();
      entry.end.abort();
    }
    this.#entries.clear();
  }

  #find(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry !== undefined) return entry;
    throw new GatewayError('unknown_name', `There is no sign-in "${id}"; it may be over`);
  }

  /** Of two sign-ins for the same token the later one counts. */
  #admit(entry: Entry): SignIn {
    for (const other of [...this.#entries.values()].filter(({ view }) => view.state === 'waiting')) {
      const isSame = tokenId(other.keeper.place) === tokenId(entry.keeper.place);
      if (isSame) this.#fail(other, new Error('It was started again'));
    }
    if (this.#entries.size >= MOST_AT_ONCE) {
      entry.browser?.close();
      throw new GatewayError('resource_exhausted', 'Too many sign-ins were begun; wait some minutes');
    }
    this.#entries.set(entry.view.id, entry);
    const tooLate = (): void => this.#fail(entry, new Error('Nobody finished it in time'));
    setTimeout(tooLate, entry.view.expiresAt - this.#needs.now()).unref();
    return entry.view;
  }

  async #takeAnswer(parameters: URLSearchParams): Promise<boolean | undefined> {
    const state = parameters.get('state') ?? '';
    const isMeant = ({ browser, view }: Entry) => view.state === 'waiting' && sameText(browser?.state, state);
    const entry = [...this.#entries.values()].find(isMeant);
    if (entry?.browser === undefined || this.#taken.has(entry)) return undefined;
    this.#taken.add(entry);
    try {
      await this.#succeed(entry, await entry.browser.finish(parameters));
      return true;
    } catch (failure) {
      if (isDenial(failure)) entry.keeper.denied();
      this.#fail(entry, failure);
      return false;
    }
  }

  async #succeed(entry: Entry, record: TokenRecord): Promise<void> {
    await entry.keeper.connect(record);
    if (entry.view.state === 'waiting') this.#settle(entry, { state: 'connected' });
  }

  #fail(entry: Entry, thrown: unknown): void {
    if (entry.view.state !== 'waiting') return;
    const problem = thrown instanceof GatewayError || !(thrown instanceof Error) ? asGatewayError(thrown) : thrown;
    const { server } = entry.view;
    this.#needs.log.warn('A sign-in came to nothing', { server, reason: problem.message });
    this.#settle(entry, { state: 'failed', problem: problem.message });
  }

  #settle(entry: Entry, outcome: Pick<SignIn, 'state' | 'problem'>): void {
    entry.view = { ...entry.view, ...outcome };
    entry.browser?.close();
    entry.end.abort();
    setTimeout(() => this.#entries.delete(entry.view.id), REMEMBERED_MS).unref();
  }
}

const waiting = (kind: SignIn['kind'], { place }: TokenKeeper, now: number) => ({
  id: randomUUID(),
  ...(place as Omit<TokenPlace, 'user'>),
  kind,
  state: 'waiting' as const,
  expiresAt: now + SIGN_IN_MS,
});

function parametersOf(address: string): URLSearchParams {
  const url = parseUrl(address.trim());
  if (url !== undefined) return url.searchParams;
  throw new GatewayError('sign_in_failed', 'Give the whole address that the browser ended at, beginning with http');
}

function isDenial(failure: unknown): boolean {
  const reason = failure instanceof GatewayError ? failure.detail['reason'] : undefined;
  return reason === 'access_denied';
}

function sameText(expected: string | undefined, given: string): boolean {
  if (expected === undefined) return false;
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
