import type { z } from 'zod';
import type { ApprovalChannel } from './approval-channel';
import type { AuthProvider } from './auth-provider';
import type { Guardrail } from './guardrail';
import type { KnownSecrets } from './known-secrets';
import type { Logger } from './logger';
import type { MetricSource } from './metrics';
import type { Custody, SecretStore } from './secret-store';
import type { SharedStore } from './shared-store';
import type { TelemetrySink } from './telemetry-sink';

export interface PluginKinds {
  auth: AuthProvider;
  guardrail: Guardrail;
  telemetry: TelemetrySink;
  cache: SharedStore;
  'approval-channel': ApprovalChannel;
  'secret-store': SecretStore;
}
export type PluginKind = keyof PluginKinds;

/** Everything a provider may touch. If it is not here, a provider does not need it. */
export interface PluginContext {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly dataDirectory: string;
  readonly limits: {
    readonly authFailures: number;
    /** Seconds. */
    readonly lockoutWindow: number;
    /** Seconds. */
    readonly lockout: number;
  };
  /** Puts in what references such as `${secret:NAME}` stand for; throws, naming one that leads nowhere. */
  readonly resolve: (text: string) => Promise<string>;
  /** A key of 32 bytes, made of the vault’s and the same wherever that is the same. Absent: there is no vault. */
  readonly sharedKey?: (purpose: string) => Promise<Buffer>;
  /** What several gateways know together. `undefined`, absent too: there is nothing, or it is out of reach just now. */
  readonly sharedStore?: () => SharedStore | undefined;
  /** What no content should hold. Absent: nothing is known. */
  readonly knownSecrets?: KnownSecrets;
  /** The program of the thread that judges large content. Absent: it is judged in this one. */
  readonly detectorWorkerPath?: string;
  /** For secret stores alone. */
  readonly custody?: Custody;
  /** What is counted. Absent: nothing is. */
  readonly metrics?: MetricSource;
  /** For operators. Absent: nobody reads. */
  readonly log?: Logger;
  /** Where lines for programs may go; stdout, unless that belongs to the protocol. Absent: stderr. */
  readonly lineOutput?: LineOutput;
  /** Makes another provider, for one that combines several. It ends with this one. */
  readonly create: <K extends PluginKind>(
    kind: K,
    entry: { readonly use: string; readonly options?: unknown },
  ) => Promise<PluginKinds[K]>;
  /** Runs when the provider is no longer used, in reverse order. */
  readonly onDispose: (cleanup: () => void | Promise<void>) => void;
}

/** The part of a stream that writing lines takes. */
export interface LineOutput {
  write(text: string): boolean;
  /** Characters that were not taken yet. */
  readonly writableLength: number;
}

export interface PluginDefinition<K extends PluginKind = PluginKind, Options = never> {
  readonly kind: K;
  /** The word users write after `use`. Never renamed, only superseded. */
  readonly name: string;
  readonly title: string;
  /** Strict: an unknown key is a typo, and a typo in a security config is a hole. */
  readonly options: z.ZodType<Options>;
  create(options: Options, context: PluginContext): PluginKinds[K] | Promise<PluginKinds[K]>;
}

/** Ties the options’ type to the factory while you write it, then forgets it so definitions fit in one list. */
export function definePlugin<K extends PluginKind, Options>(
  definition: PluginDefinition<K, Options>,
): PluginDefinition<K> {
  return definition as unknown as PluginDefinition<K>;
}

/** The providers that exist, by kind and name. */
export interface PluginRegistry {
  /** Parses the entry’s options strictly, then creates the provider. Throws `unknown_provider` or `config_invalid`. */
  create<K extends PluginKind>(
    kind: K,
    entry: { readonly use: string; readonly options?: unknown },
    context: Omit<PluginContext, 'create'>,
  ): Promise<PluginKinds[K]>;
}
