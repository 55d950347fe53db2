import type { EventsInput, GatewayEvent } from '../../shared/contract/events';

/** What a subscription tells. */
export type Heard =
  | { readonly kind: 'open' }
  | { readonly kind: 'event'; readonly event: GatewayEvent }
  /** Nothing more comes: the gateway refused (a RemoteError) or is gone. */
  | { readonly kind: 'ended'; readonly failure: unknown };

/** Carries operations to the gateway, and events from it. Two exist: Electron’s IPC and HTTP. */
export interface Transport {
  /** Resolves with the raw output; rejects with a RemoteError when the gateway refused, else with what went wrong. */
  call(operation: string, input: unknown): Promise<unknown>;
  /** Listens until the returned function is called, or it has `ended`. */
  subscribe(input: EventsInput, listener: (heard: Heard) => void): () => void;
}
