import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayError } from '../../../shared/errors/gateway-error';
import type { JsonObject, RpcNotification } from '../../../shared/model/json-rpc';
import type { ServerDescription, ServerName, UpstreamState, UpstreamStatus } from '../../../shared/model/server';
import type { Counters } from '../limits/counters';
import type { Logger } from '../ports/logger';
import { attemptConnection } from './attempt-connection';
import type { ConcurrencyGate } from './concurrency-gate';
import type { ConnectionEnd, Connector } from './connection';
import { ConnectionLost } from './connection-lost';
import { CrashHistory } from './crash-history';
import { KeptRequests } from './kept-requests';
import type { LeasedConnection } from './leased-connection';
import { NotificationGate } from './notification-gate';
import { RetiredConnections } from './retired-connections';
import { countsAsCrash, lostDuringCall, restingAfterCrashes, stopped, toStartFailure } from './supervision-errors';
import { tendConnection } from './tend-connection';
import { untilAborted } from './until-aborted';
import type { UpstreamClient } from './upstream-client';
import type { KeptRequest, Upstream, UpstreamAnswer, UpstreamEvent, UpstreamRequestOptions } from './upstream';

/** A server that fell, or was renewed, is started without being asked when it was used this recently. */
const RECENT_USE_MS = 5 * 60_000;
const STOP_MS = 6_000;

export interface SupervisedUpstreamNeeds {
  readonly server: ServerName;
  readonly connector: Connector;
  readonly gate: ConcurrencyGate;
  readonly notificationsPerSecond: number;
  readonly counters: Counters;
  /** For whom the connections are made. */
  readonly client: UpstreamClient;
  readonly log: Logger;
  readonly now: () => number;
}

/** Keeps one server reachable: starts it when needed, restarts it when it falls, rests when that does not help. */
export class SupervisedUpstream implements Upstream {
  readonly server: ServerName;
  readonly #needs: SupervisedUpstreamNeeds;
  readonly #notifications: NotificationGate;
  readonly #crashes: CrashHistory;
  readonly #listeners = new Set<(event: UpstreamEvent) => void>();
  readonly #lifetime = new AbortController();
  readonly #kept = new KeptRequests();
  readonly #retired = new RetiredConnections();
  #state: UpstreamState = 'stopped';
  #connection: LeasedConnection | undefined;
  #opening: Promise<LeasedConnection> | undefined;
  /** Ends the attempt under way, so that another one begins. */
  #attempt = new AbortController();
  #closing: Promise<void> | undefined;
  #leaveAlone: () => void = () => undefined;
  #era: ServerDescription['era'] | undefined;
  #problem: string | undefined;
  #startedAt: number | undefined;
  #lastUsedAt = 0;
  #restarts = 0;
  #hasFallen = false;

  constructor(needs: SupervisedUpstreamNeeds) {
    this.server = needs.server;
    this.#needs = needs;
    this.#crashes = new CrashHistory(needs.now);
    const emit = (notification: RpcNotification) => this.#emit({ kind: 'notification', notification });
    this.#notifications = new NotificationGate({ ...needs, emit });
  }

  get era(): ServerDescription['era'] | undefined {
    return this.#era;
  }

  status(): UpstreamStatus {
    const { connector } = this.#needs;
    const retryAt = this.#crashes.retryAt;
    const stderrTail = connector.stderrTail();
    return {
      server: this.server,
      state: this.#state,
      transport: connector.transport,
      restarts: this.#restarts,
      ...(this.#era === undefined ? {} : { era: this.#era }),
      ...(this.#connection?.pid === undefined ? {} : { pid: this.#connection.pid }),
      ...(this.#startedAt === undefined ? {} : { startedAt: this.#startedAt }),
      ...(retryAt === undefined ? {} : { retryAt }),
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
      ...(stderrTail === undefined ? {} : { stderrTail }),
    };
  }

  on(listener: (event: UpstreamEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get present(): ServerDescription | undefined {
    this.#lastUsedAt = this.#needs.now();
    return this.#connection?.description;
  }

  async describe(signal: AbortSignal): Promise<ServerDescription> {
    return this.present ?? (await this.#connected(signal)).description;
  }

  async request(
    method: string,
    params: JsonObject | undefined,
    options: UpstreamRequestOptions,
  ): Promise<UpstreamAnswer> {
    if (!this.#needs.gate.tryEnter()) await this.#needs.gate.enter(options.signal, options.keyId);
    let connection = this.#connection;
    try {
      connection ??= await this.#connected(options.signal);
      return { result: await connection.request(method, params, options), era: connection.description.era };
    } catch (failure) {
      if (!(failure instanceof ConnectionLost)) throw failure;
      return await this.#replay(method, params, options, failure);
    } finally {
      this.#needs.gate.leave();
      this.#lastUsedAt = this.#needs.now();
    }
  }

  /** A server that does not run has nobody to notify. */
  async notify(method: string, params: JsonObject | undefined): Promise<void> {
    await this.#connection?.notify(method, params);
  }

  keep(key: string, request: KeptRequest | undefined): void {
    this.#kept.set(key, request);
  }

  renew(): void {
    if (this.#lifetime.signal.aborted) return;
    const connection = this.#connection;
    this.#crashes.forget();
    this.#attempt.abort();
    if (connection !== undefined) {
      this.#leaveConnection();
      this.#opening = undefined;
      this.#retired.add(connection);
    }
    if (this.#opening === undefined) this.#enter('stopped');
    this.#emit({ kind: 'renewed' });
    this.#connectIfInUse();
  }

  /** Ends the connection and everything behind it, for good. */
  async stop(deadlineMs: number): Promise<void> {
    this.#lifetime.abort(stopped(this.server));
    this.#notifications.dispose();
    this.#leaveAlone();
    const opening = this.#opening?.catch(() => undefined);
    await Promise.all([opening, this.#close(deadlineMs), this.#retired.close(deadlineMs)]);
    this.#enter('stopped');
  }

  async #replay(
    method: string,
    params: JsonObject | undefined,
    options: UpstreamRequestOptions,
    failure: ConnectionLost,
  ): Promise<UpstreamAnswer> {
    if (failure.sent && options.replaySafe !== true)
      throw lostDuringCall(this.server, method, failure, this.#lastLine());
    const connection = this.#connection ?? (await this.#connected(options.signal));
    try {
      return { result: await connection.request(method, params, options), era: connection.description.era };
    } catch (again) {
      throw again instanceof ConnectionLost ? lostDuringCall(this.server, method, again, this.#lastLine()) : again;
    }
  }

  /** One start at a time, whoever asks; each caller may give up on its own. */
  #connected(signal: AbortSignal): Promise<LeasedConnection> {
    if (this.#lifetime.signal.aborted) return Promise.reject(this.#lifetime.signal.reason);
    if (this.#opening === undefined) {
      const opening = this.#open().finally(() => {
        if (this.#opening === opening) this.#opening = undefined;
      });
      // Somebody may have given up; the failure is in the status.
      opening.catch(() => undefined);
      this.#opening = opening;
    }
    return untilAborted(this.#opening, signal);
  }

  async #open(): Promise<LeasedConnection> {
    await this.#closing;
    const retryAt = this.#crashes.retryAt;
    if (retryAt !== undefined) {
      const [problem, lastLine] = [this.#problem, this.#lastLine()];
      throw restingAfterCrashes(this.server, { problem, lastLine, retryAt, now: this.#needs.now() });
    }
    const attempt = new AbortController();
    this.#attempt = attempt;
    const signal = AbortSignal.any([this.#lifetime.signal, attempt.signal]);
    try {
      if (this.#crashes.waitMs > 0) await sleep(this.#crashes.waitMs, undefined, { signal });
      this.#enter('starting');
      return await attemptConnection({
        connector: this.#needs.connector,
        client: this.#needs.client,
        onNotification: (notification) => this.#notifications.accept(notification),
        onReady: (connection) => this.#becomeReady(connection),
        onEnd: (connection, end) => {
          if (connection === this.#connection) this.#fall(end);
        },
        signal,
      });
    } catch (failure) {
      this.#lifetime.signal.throwIfAborted();
      // Renewed meanwhile: what was being opened is of yesterday.
      if (attempt.signal.aborted) return this.#open();
      throw this.#startFailed(failure);
    }
  }

  #startFailed(failure: unknown): GatewayError {
    const error = toStartFailure(this.server, failure, this.#lastLine());
    this.#hasFallen = true;
    if (countsAsCrash(error)) this.#crashes.record(0);
    const willRetry = this.#crashes.retryAt === undefined && countsAsCrash(error);
    this.#enter(willRetry ? 'restarting' : 'failed', error.message);
    return error;
  }

  #becomeReady(connection: LeasedConnection): void {
    const { connector, log, now } = this.#needs;
    this.#connection = connection;
    this.#era = connection.description.era;
    this.#startedAt = now();
    if (this.#hasFallen) this.#restarts += 1;
    this.#hasFallen = false;
    this.#enter('ready');
    this.#kept.resend(connection.bare, this.#lifetime.signal);
    this.#leaveAlone = tendConnection({
      connection: connection.bare,
      idleMs: connector.idleTimeoutMs,
      log,
      now,
      lastUsedAt: () => (this.#needs.gate.active > 0 ? now() : Math.max(this.#lastUsedAt, this.#startedAt ?? 0)),
      onIdle: () => {
        this.#close(STOP_MS).catch(() => undefined);
        this.#enter('stopped');
      },
      onNotification: (notification) => this.#notifications.accept(notification),
    });
  }

  #fall(end: ConnectionEnd): void {
    const { connector, log, now } = this.#needs;
    this.#leaveConnection();
    this.#hasFallen = true;
    const lastLine = this.#lastLine();
    log.warn(`The server ${end.reason}`, { server: this.server, ...(lastLine === undefined ? {} : { lastLine }) });
    if (end.crashed) this.#crashes.record(now() - (this.#startedAt ?? now()));
    const resting = this.#crashes.retryAt !== undefined;
    this.#enter(resting ? 'failed' : 'restarting', `${this.server} ${end.reason}`);
    if (resting || connector.heals === 'lazily') return;
    this.#connectIfInUse();
  }

  #connectIfInUse(): void {
    const isInUse = this.#needs.gate.active > 0 || this.#needs.now() - this.#lastUsedAt < RECENT_USE_MS;
    if (isInUse) void this.#connected(this.#lifetime.signal).catch(() => undefined);
  }

  async #close(deadlineMs: number): Promise<void> {
    const connection = this.#connection;
    this.#leaveConnection();
    if (connection === undefined) return this.#closing;
    this.#closing = connection.close(deadlineMs).finally(() => {
      this.#closing = undefined;
    });
    await this.#closing;
  }

  #leaveConnection(): void {
    this.#leaveAlone();
    this.#connection = undefined;
  }

  #lastLine(): string | undefined {
    return this.#needs.connector.stderrTail()?.at(-1);
  }

  #enter(state: UpstreamState, problem?: string): void {
    this.#problem = problem;
    if (state === this.#state && problem === undefined) return;
    this.#state = state;
    this.#emit({ kind: 'state', status: this.status() });
  }

  #emit(event: UpstreamEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
