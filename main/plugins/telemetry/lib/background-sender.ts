import type { SignalHealth } from '../../../gateway/ports/telemetry-sink';

/** Why something could not be sent, and whether it may be sent again (OTLP, Failures). */
export class SendFailure extends Error {
  readonly isRetryable: boolean;
  /** Milliseconds that the receiver asks to wait. */
  readonly waitMs: number | undefined;

  constructor(message: string, more: { readonly isRetryable: boolean; readonly waitMs?: number; cause?: unknown }) {
    super(message, more.cause === undefined ? {} : { cause: more.cause });
    this.name = 'SendFailure';
    this.isRetryable = more.isRetryable;
    this.waitMs = more.waitMs;
  }
}

export interface SenderNeeds<T> {
  /** Sends them all; resolves with how many the receiver refused. Rejects with SendFailure, or anything. */
  send(items: readonly T[]): Promise<number>;
  /** What is more than this is dropped, the oldest first. */
  readonly maxWaiting: number;
  readonly maxBatch: number;
  readonly intervalMs: number;
  /** Hears of every attempt: `undefined` when it went well. */
  onAttempt(failure: Error | undefined): void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A receiver that refuses for a reason that may pass is asked so often about one batch. */
const MAX_ATTEMPTS = 8;

/** Sends in the background, one batch at a time. While the receiver is away, what waits is kept, up to a bound. */
export class BackgroundSender<T> {
  readonly #needs: SenderNeeds<T>;
  readonly #timer: NodeJS.Timeout;
  readonly #waiting: T[] = [];
  #exported = 0;
  #dropped = 0;
  #isUp = true;
  #isStopped = false;
  /** Attempts at the batch that is first in line. */
  #attempts = 0;
  #waitMs = FIRST_WAIT_MS;
  /** On the clock of `performance`. */
  #notBefore = 0;
  #sending: Promise<void> | undefined;

  constructor(needs: SenderNeeds<T>) {
    this.#needs = needs;
    this.#timer = setInterval(() => void this.#sendNext(), needs.intervalMs).unref();
  }

  /** Never throws, never waits. */
  add(item: T): void {
    if (this.#isStopped) return;
    const { maxWaiting, maxBatch } = this.#needs;
    if (this.#waiting.length >= maxWaiting) {
      this.#waiting.shift();
      this.#dropped += 1;
    }
    this.#waiting.push(item);
    if (this.#isUp && this.#waiting.length >= maxBatch) void this.#sendNext();
  }

  /** Sends what waits; resolves when it is sent, when sending fails, or at the deadline. */
  async flush(deadlineMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new AbortController();
    const isOver = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        deadline.abort();
        resolve();
      }, deadlineMs);
    });
    await Promise.race([this.#sendAll(deadline.signal), isOver]);
    clearTimeout(timer);
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
    this.#dropped += this.#waiting.length;
    this.#waiting.length = 0;
  }

  health(): Pick<SignalHealth, 'exported' | 'dropped' | 'isUp'> {
    return { exported: this.#exported, dropped: this.#dropped, isUp: this.#isUp };
  }

  async #sendAll(signal: AbortSignal): Promise<void> {
    await this.#sending;
    while (!signal.aborted && this.#waiting.length > 0) {
      await this.#sendNext(true);
      if (!this.#isUp) return;
    }
  }

  #sendNext(isUrgent = false): Promise<void> {
    if (this.#sending !== undefined) return this.#sending;
    const isEarly = !isUrgent && performance.now() < this.#notBefore;
    if (this.#waiting.length === 0 || this.#isStopped || isEarly) return Promise.resolve();
    const { maxBatch } = this.#needs;
    const batch = this.#waiting.splice(0, maxBatch);
    this.#sending = this.#attempt(batch).finally(() => {
      this.#sending = undefined;
      if (this.#isUp && this.#waiting.length >= maxBatch) void this.#sendNext();
    });
    return this.#sending;
  }

  async #attempt(batch: readonly T[]): Promise<void> {
    try {
      const refused = Math.min(await this.#needs.send(batch), batch.length);
      this.#exported += batch.length - refused;
      this.#dropped += refused;
      this.#isUp = true;
      this.#attempts = 0;
      this.#waitMs = FIRST_WAIT_MS;
      this.#notBefore = 0;
      this.#needs.onAttempt(undefined);
    } catch (thrown) {
      const failure = thrown instanceof Error ? thrown : new Error(String(thrown));
      const { isRetryable = false, waitMs: asked = 0 } = failure instanceof SendFailure ? failure : {};
      this.#isUp = false;
      this.#attempts += 1;
      this.#notBefore = performance.now() + Math.min(Math.max(this.#waitMs, asked), LONGEST_WAIT_MS);
      this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_WAIT_MS);
      this.#keepOrDrop(batch, isRetryable && this.#attempts < MAX_ATTEMPTS);
      this.#needs.onAttempt(failure);
    }
  }

  #keepOrDrop(batch: readonly T[], isKept: boolean): void {
    if (!isKept || this.#isStopped) {
      this.#attempts = 0;
      this.#dropped += batch.length;
      return;
    }
    const room = Math.max(this.#needs.maxWaiting - this.#waiting.length, 0);
    // Of what was to be sent the newest is kept, so that nothing new has to wait for what is old.
    const kept = room === 0 ? [] : batch.slice(-room);
    this.#dropped += batch.length - kept.length;
    this.#waiting.unshift(...kept);
  }
}
