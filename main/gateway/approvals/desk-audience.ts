import type { ApprovalEvent } from '../../../shared/model/approval';

interface Listener {
  readonly canDecide: boolean;
  readonly isUnhurried: () => boolean;
}

/** Those who hear what happens at a desk, and may be somebody to ask. */
export class DeskAudience {
  readonly #listeners = new Map<(event: ApprovalEvent) => void, Listener>();

  /** Calls back until the returned function is called; somebody who can decide counts as somebody to ask. */
  watch(listener: (event: ApprovalEvent) => void, canDecide: boolean, isUnhurried = () => false): () => void {
    this.#listeners.set(listener, { canDecide, isUnhurried });
    return () => void this.#listeners.delete(listener);
  }

  /** Whether somebody is there who can decide. */
  get isAttended(): boolean {
    return [...this.#listeners.values()].some(({ canDecide }) => canDecide);
  }

  /** Whether somebody who can decide wants to be told and not interrupted, and needs longer. */
  get isUnhurried(): boolean {
    return [...this.#listeners.values()].some(({ canDecide, isUnhurried }) => canDecide && isUnhurried());
  }

  /** Tells listeners what happened, here or beside the desk. */
  announce(event: ApprovalEvent): void {
    for (const listener of this.#listeners.keys()) listener(event);
  }
}
