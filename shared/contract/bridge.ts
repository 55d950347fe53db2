import type { ErrorObject } from '../errors/error-object';

/** Electron’s `invoke` flattens errors to strings, so failures travel as values. */
export type WireReply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorObject };

/** What a subscription tells. After `ended` nothing more comes. */
export type WireEvent =
  | { readonly kind: 'open' }
  | { readonly kind: 'event'; readonly event: unknown }
  | { readonly kind: 'ended'; readonly error: ErrorObject };

/** The only object that the preload places on `window`. It carries any operation and knows none by name. */
export interface Bridge {
  invoke(operation: string, input: unknown): Promise<WireReply>;
  /** Returns the function that ends the subscription. */
  subscribe(input: unknown, listener: (event: WireEvent) => void): () => void;
}
