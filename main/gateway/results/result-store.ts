import { randomBytes } from 'node:crypto';
import type { Limits } from '../../../shared/config/limits';
import type { ServerName } from '../../../shared/model/server';
import type { Counters } from '../limits/counters';
import type { PagedText } from './paged-text';

/** Who may read a kept result. */
export interface ResultOwner {
  readonly keyId: string;
  /** Of a client that has one. */
  readonly sessionId?: string | undefined;
}

/** What a server answered, as far as it was too large to be handed out at once. It has passed the judges. */
export interface KeptContent {
  readonly paged: PagedText;
  readonly bytes: number;
  readonly mimeType: string;
  /** Base64, whose pages can be read one by one too. */
  readonly isBinary: boolean;
}

export interface KeptResult extends KeptContent {
  /** `gateway` for the gateway’s own tools. */
  readonly server: ServerName;
  readonly tool: string;
}

/** Large results, kept for a while to be read page by page by whoever caused them, and by nobody else. */
export interface ResultStore {
  /** The id under which it can be read; `undefined` when it is larger than one key’s share. */
  keep(result: KeptResult, owner: ResultOwner, limits: Limits['results']): string | undefined;
  /** `undefined` for what is unknown, over, or somebody else’s: nobody can tell these apart. */
  find(id: string, owner: ResultOwner): KeptResult | undefined;
  endSession(sessionId: string): void;
  /** Forgets everything: what was judged under other rules is not handed out under these. */
  clear(): void;
  readonly size: number;
  readonly bytes: number;
}

interface Entry {
  readonly result: KeptResult;
  readonly owner: ResultOwner;
  readonly expiresAt: number;
}

interface Share {
  count: number;
  bytes: number;
}

export interface ResultStoreNeeds {
  readonly counters: Counters;
  /** Makes an id by which other gateways find the one that keeps it. */
  readonly mark?: (id: string) => string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Keeps them in memory. */
export class ResultMemory implements ResultStore {
  readonly #needs: ResultStoreNeeds;
  /** The first is the one that was not used for longest. */
  readonly #entries = new Map<string, Entry>();
  readonly #shares = new Map<string, Share>();
  readonly #all: Share = { count: 0, bytes: 0 };
  #timer: NodeJS.Timeout | undefined;

  constructor(needs: ResultStoreNeeds) {
    this.#needs = needs;
  }

  get size(): number {
    return this.#all.count;
  }

  get bytes(): number {
    return this.#all.bytes;
  }

  keep(result: KeptResult, owner: ResultOwner, limits: Limits['results']): string | undefined {
    const { bytes } = result;
    if (bytes > Math.min(limits.bytesPerKey, limits.totalBytes)) return undefined;
    const share = this.#shares.get(owner.keyId) ?? { count: 0, bytes: 0 };
    const all = this.#all;
    while (share.count > 0 && (share.count >= limits.perKey || share.bytes + bytes > limits.bytesPerKey)) {
      this.#pushOut(owner.keyId);
    }
    while (all.count > 0 && (all.count >= limits.total || all.bytes + bytes > limits.totalBytes)) {
      this.#pushOut(this.#greediest());
    }
    const { mark = (own: string) => own } = this.#needs;
    const id = mark(randomBytes(16).toString('base64url'));
    this.#entries.set(id, { result, owner, expiresAt: this.#needs.now() + limits.seconds * 1_000 });
    this.#shares.set(owner.keyId, share);
    for (const one of [all, share]) {
      one.count += 1;
      one.bytes += bytes;
    }
    if (this.#timer === undefined) this.#expire();
    return id;
  }

  find(id: string, owner: ResultOwner): KeptResult | undefined {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.owner.keyId !== owner.keyId) return undefined;
    if (entry.owner.sessionId !== owner.sessionId) return undefined;
    if (this.#needs.now() >= entry.expiresAt) {
      this.#forget(id, entry);
      return undefined;
    }
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    return entry.result;
  }

  endSession(sessionId: string): void {
    for (const [id, entry] of this.#entries) if (entry.owner.sessionId === sessionId) this.#forget(id, entry);
  }

  clear(): void {
    for (const [id, entry] of this.#entries) this.#forget(id, entry);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #forget(id: string, { owner, result }: Entry): void {
    this.#entries.delete(id);
    const share = this.#shares.get(owner.keyId);
    for (const one of share === undefined ? [this.#all] : [this.#all, share]) {
      one.count -= 1;
      one.bytes -= result.bytes;
    }
    if (share?.count === 0) this.#shares.delete(owner.keyId);
  }

  /** Forgets what this key did not use for longest. */
  #pushOut(keyId: string): void {
    for (const [id, entry] of this.#entries) {
      if (entry.owner.keyId !== keyId) continue;
      this.#needs.counters.count('result_forgotten');
      return this.#forget(id, entry);
    }
  }

  /** The key that has most loses first, so that no key can push out the results of another. */
  #greediest(): string {
    let most: readonly [string, number] = ['', -1];
    for (const [keyId, { bytes }] of this.#shares) if (bytes > most[1]) most = [keyId, bytes];
    return most[0];
  }

  /** So that what nobody asks for any more takes no memory. */
  #expire(): void {
    for (const [id, entry] of this.#entries) if (this.#needs.now() >= entry.expiresAt) this.#forget(id, entry);
    clearTimeout(this.#timer);
    this.#timer = this.#entries.size === 0 ? undefined : setTimeout(() => this.#expire(), SWEEP_MS);
    this.#timer?.unref();
  }
}

const SWEEP_MS = 30_000;
