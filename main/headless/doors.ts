import type { GatewayAddresses, GatewayStatus } from '../../shared/model/status';
import type { RemoteGateway } from '../admin-client';
import type { ApprovalAdmin } from '../admin/approval-admin';
import type { ActivityAdmin } from '../admin/activity-admin';
import type { Administration } from '../admin/administration';
import type { ImportAdmin } from '../admin/import-admin';
import type { OAuthAdmin } from '../admin/oauth-admin';
import type { SecretAdmin } from '../admin/secret-admin';
import type { SecretAdoption } from '../admin/secret-adoption';
import type {
  DataChoice,
  InspectorOptions,
  OperationsChoice,
  ServerTest,
  ServerTestChoice,
  StdioOptions,
} from '../compose';
import type { AskPassphrase } from '../gateway/ports/secret-store';
import type { Logger } from '../gateway/ports/logger';
import type { LineOutput } from '../gateway/ports/plugin';
import type { Inspector } from '../inspector';
import type { Replay, ReplayChoice } from '../replay-activity';
import type { LocalOperations } from '../local-operations';

export interface HouseOptions extends DataChoice {
  readonly host?: string;
  readonly mcpPort?: number;
  readonly adminPort?: number;
  readonly log: Logger;
  readonly offerDefault?: boolean;
  /** A file whose copy is the configuration where there is none. */
  readonly firstConfig?: string;
  /** Where telemetry providers may write lines; absent: stderr. */
  readonly lineOutput?: LineOutput;
  /** Overrides `approvals.headless`. */
  readonly headlessApprovals?: 'deny' | 'allow-listed';
}

/** A running gateway. */
export interface House {
  readonly addresses: GatewayAddresses;
  /** The key of a configuration that was just created; shown now or never. */
  readonly firstKey?: string;
  readonly consoleUrl: string;
  /** The desk where calls wait for people. */
  readonly approvals: ApprovalAdmin;
  status(): GatewayStatus;
  stop(deadlineMs: number): Promise<void>;
}

/** The few things that the command line asks of the house behind it. */
export interface Doors {
  openAdministration(options: OperationsChoice): Promise<Administration>;
  /** The operations of the contract on the files of the data directory. */
  openOperations(options: OperationsChoice): Promise<LocalOperations>;
  /** Ends the gateway of the data directory, and no other process; rejects with `unavailable` when none runs. */
  stopRunning(options: DataChoice & { readonly kill?: boolean }): Promise<{ readonly pid: number }>;
  /** The secrets of the data directory; `askPassphrase` absent: nobody is there to ask. */
  openSecrets(options: DataChoice & { readonly askPassphrase?: AskPassphrase }): Promise<SecretAdmin>;
  /** Moves secrets that stand in the configuration into the vault. */
  openSecretAdoption(options: DataChoice & { readonly askPassphrase?: AskPassphrase }): Promise<SecretAdoption>;
  openHouse(options: HouseOptions): Promise<House>;
  /** Starts one server, asks what it is and what it offers, and stops it. */
  testServer(options: DataChoice & ServerTestChoice & { readonly log: Logger }): Promise<ServerTest>;
  /** The guardrails and the policy without a gateway around them. */
  openInspector(options: InspectorOptions): Promise<Inspector>;
  /** Says in our words what the policies of an `enkrypt_mcp_config.json` say; `path` is for messages alone. */
  convertPolicies(text: string, path: string): Promise<unknown>;
  /** The record of the gateway that runs, else that of the data directory. */
  openActivity(options: DataChoice & { readonly askPassphrase?: AskPassphrase }): Promise<ActivityAdmin>;
  /** The desk of the gateway that runs; rejects with `unavailable` when none does. */
  openApprovals(options: DataChoice): Promise<ApprovalAdmin>;
  /** Takes in what other products, clients and registries write. */
  openImports(options: DataChoice & { readonly askPassphrase?: AskPassphrase }): Promise<ImportAdmin>;
  /** Everything that may be asked of the gateway that runs; rejects with `unavailable` when none does. */
  openRunning(options: DataChoice): Promise<RemoteGateway>;
  /** The tokens of the gateway that runs, else those of the data directory. */
  openOAuth(
    options: DataChoice & { readonly askPassphrase?: AskPassphrase; readonly log: Logger },
  ): Promise<{ readonly oauth: OAuthAdmin; readonly close: () => Promise<void> }>;
  /** The calls in the record of the data directory, as another policy would judge them. */
  openReplay(options: ReplayChoice): Promise<Replay>;
  /** Resolves `undefined` when no gateway runs with this data directory. */
  readRunningStatus(options: DataChoice): Promise<GatewayStatus | undefined>;
  /** Serves one client until it leaves; resolves with the exit code. */
  serveStdio(options: StdioOptions): Promise<number>;
}
