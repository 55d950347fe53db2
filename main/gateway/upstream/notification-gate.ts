import type { RpcNotification } from '../../../shared/model/json-rpc';
import type { ServerName } from '../../../shared/model/server';
import type { Logger } from '../ports/logger';

const COALESCE_MS = 250;
const MAX_PER_SECOND = 200;
const LIST_CHANGED = /^notifications\/(?:tools|prompts|resources)\/list_changed$/;

export interface NotificationGateNeeds {
  readonly server: ServerName;
  readonly log: Logger;
  readonly emit: (notification: RpcNotification) => void;
}

/** Calms a server’s unsolicited notifications: one `list_changed` of a kind per 250 ms, no storms of anything. */
export class NotificationGate {
  readonly #needs: NotificationGateNeeds;
  /** Kinds told within the last moment; the value is the one to tell at its end. */
  readonly #quiet = new Map<string, { held: RpcNotification | undefined; readonly timer: NodeJS.Timeout }>();
  #secondStart = 0;
  #inSecond = 0;
  #dropped = 0;

  constructor(needs: NotificationGateNeeds) {
    this.#needs = needs;
  }

  get dropped(): number {
    return this.#dropped;
  }

  accept(notification: RpcNotification): void {
    if (LIST_CHANGED.test(notification.method)) return this.#coalesce(notification);
    const now = performance.now();
    if (now - this.#secondStart >= 1_000) {
      this.#secondStart = now;
      this.#inSecond = 0;
    }
    this.#inSecond += 1;
    if (this.#inSecond <= MAX_PER_SECOND) return this.#needs.emit(notification);
    this.#dropped += 1;
    if (this.#inSecond > MAX_PER_SECOND + 1) return;
    const { log, server } = this.#needs;
    log.warn('Drops notifications of a server that sends too many', { server, dropped: this.#dropped });
  }

  dispose(): void {
    for (const { timer } of this.#quiet.values()) clearTimeout(timer);
    this.#quiet.clear();
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
