import type { SignalHealth } from '../../../gateway/ports/telemetry-sink';

export type Signal = SignalHealth['signal'];

/** What a connection shows and believes; the texts are PEM. */
export interface Secured {
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly passphrase?: string;
  };
}

/** Carries encoded requests to a collector. */
export interface OtlpTransport {
  /** Resolves with the answer, encoded. Rejects with SendFailure. */
  send(signal: Signal, bytes: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}
