import type { RpcNotification } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { Counters } from '../limits/counters';
import type { Logger } from '../ports/logger';

const COALESCE_MS = 250;
/** How long a server is not listened to that said too much. */
const MUTED_MS = 10_000;
/** Changes remembered meanwhile. */
const MAX_HELD = 256;
const LIST_CHANGED = /^notifications\/(?:tools|prompts|resources)\/list_changed$/;

export interface NotificationGateNeeds {
  readonly server: ServerName;
  readonly notificationsPerSecond: number;
  readonly counters: Counters;
  readonly log: Logger;
  readonly emit: (notification: RpcNotification) => void;
}

/**
 * Calms a server’s unsolicited notifications: one `list_changed` of a kind per 250 ms, and silence for a while after more
 * of anything than a second may bring. What changed meanwhile is told once at the end of the silence.
 */
export class NotificationGate {
  readonly #needs: NotificationGateNeeds;
  /** Kinds told within the last moment; the value is the one to tell at its end. */
  readonly #quiet = new Map<string, { held: RpcNotification | undefined; readonly timer: NodeJS.Timeout }>();
  /** What to tell when the server is listened to again. */
  readonly #held = new Map<string, RpcNotification>();
  #muted: NodeJS.Timeout | undefined;
  #secondStart = 0;
  #inSecond = 0;

  constructor(needs: NotificationGateNeeds) {
    this.#needs = needs;
  }

  accept(notification: RpcNotification): void {
    if (this.#muted === undefined && this.#isTooMany()) this.#mute();
    if (this.#muted !== undefined) return this.#hold(notification);
    if (LIST_CHANGED.test(notification.method)) return this.#coalesce(notification);
    this.#needs.emit(notification);
  }

  dispose(): void {
    for (const { timer } of this.#quiet.values()) clearTimeout(timer);
    this.#quiet.clear();
    clearTimeout(this.#muted);
    this.#muted = undefined;
    this.#held.clear();
  }

  #isTooMany(): boolean {
    const now = performance.now();
    if (now - this.#secondStart >= 1_000) {
      this.#secondStart = now;
      this.#inSecond = 0;
    }
    this.#inSecond += 1;
    return this.#inSecond > this.#needs.notificationsPerSecond;
  }

  #mute(): void {
    const { server, notificationsPerSecond: perSecond, counters, log } = this.#needs;
    counters.count('server_muted', server);
    const facts = { server, perSecond, seconds: MUTED_MS / 1_000 };
    log.warn('A server sends too many notifications and is not listened to for a while', facts);
    this.#muted = setTimeout(() => this.#listenAgain(), MUTED_MS);
    this.#muted.unref();
  }

  #hold(notification: RpcNotification): void {
    const key = changeOf(notification);
    if (key !== undefined && (this.#held.has(key) || this.#held.size < MAX_HELD)) this.#held.set(key, notification);
    else this.#needs.counters.count('notification_dropped', this.#needs.server);
  }

  #listenAgain(): void {
    this.#muted = undefined;
    this.#inSecond = 0;
    const held = [...this.#held.values()];
    this.#held.clear();
    for (const notification of held) {
      if (LIST_CHANGED.test(notification.method)) this.#coalesce(notification);
      else this.#needs.emit(notification);
    }
  }

  #coalesce(notification: RpcNotification): void {
    const quiet = this.#quiet.get(notification.method);
    if (quiet !== undefined) {
      quiet.held = notification;
      return;
    }
    const timer = setTimeout(() => this.#wake(notification.method), COALESCE_MS);
    timer.unref();
    this.#quiet.set(notification.method, { held: undefined, timer });
    this.#needs.emit(notification);
  }

  #wake(method: string): void {
    const held = this.#quiet.get(method)?.held;
    this.#quiet.delete(method);
    if (held !== undefined) this.#coalesce(held);
  }
}

/** What a notification says has changed: saying it twice says no more than once. `undefined` for all others. */
function changeOf({ method, params }: RpcNotification): string | undefined {
  if (LIST_CHANGED.test(method)) return method;
  return method === 'notifications/resources/updated' ? `${method} ${String(params?.['uri'])}` : undefined;
}
