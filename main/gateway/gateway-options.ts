import type { GatewayConfig } from '../../shared/config/gateway-config';
import type { RuntimeParts } from './build-runtime';
import type { SecretWatch } from './config/secret-watch';
import type { KnownSecrets } from './ports/known-secrets';
import type { FindLookAlikes } from './ports/look-alikes';
import type { LineOutput, PluginRegistry } from './ports/plugin';
import type { StateStore } from './ports/state-store';
import type { ResolveReferences } from './upstream/resolve-references';

/** What a gateway is made of, wherever it runs. */
export interface GatewayOptions extends Pick<
  RuntimeParts,
  | 'product'
  | 'approvalChannels'
  | 'gatewayTools'
  | 'telemetry'
  | 'upstreams'
  | 'counters'
  | 'metrics'
  | 'log'
  | 'now'
  | 'clock'
> {
  readonly configPath: string;
  readonly dataDirectory: string;
  readonly registry: PluginRegistry;
  /** Where telemetry providers may write lines; absent: stderr. */
  readonly lineOutput?: LineOutput;
  /** For providers that judge large content in a thread of its own. */
  readonly detectorWorkerPath: string;
  readonly state: StateStore;
  /** What references in the options of providers stand for. */
  readonly resolve: ResolveReferences;
  /** Has those who name a secret get the new value when it is changed. */
  readonly secretWatch: SecretWatch;
  /** A key for what lies outside of this machine, made of the vault’s. */
  readonly sharedKey: (purpose: string) => Promise<Buffer>;
  /** Looked for in content. */
  readonly knownSecrets: KnownSecrets;
  /** Tells people who decide what reads as something else. */
  readonly findLookAlikes: FindLookAlikes;
  /** Puts `activity` of a configuration in force; what it throws keeps the configuration from being so. */
  readonly useActivity?: (settings: GatewayConfig['activity']) => Promise<void>;
  /** Told of each configuration that took the place of another. */
  readonly onChange?: (before: GatewayConfig, after: GatewayConfig) => void;
  /** Overrides `approvals.headless` of the configuration. */
  readonly headlessApprovals?: 'deny' | 'allow-listed';
}
