import { GatewayError } from '../shared/errors/gateway-error';
import type { Era, UpstreamStatus } from '../shared/model/server';
import type { GatewayStatus } from '../shared/model/status';
import type { AdminAddress, RemoteGateway } from './admin-client';
import type { ApprovalAdmin } from './admin/approval-admin';
import type { Administration } from './admin/administration';
import type { ImportAdmin } from './admin/import-admin';
import type { OAuthAdmin } from './admin/oauth-admin';
import type { SecretAdmin } from './admin/secret-admin';
import type { SecretAdoption } from './admin/secret-adoption';
import type { Crossing } from './gateway/inbound/explain-pairing';
import type { CuratedTool } from './gateway/curation/explain-curation';
import type { ConvertedGuardrails } from './gateway/config/base-product-guardrails';
import type { Logger } from './gateway/ports/logger';
import type { AskPassphrase } from './gateway/ports/secret-store';
import type { Share } from './gateway/upstream/share';
import type { Inspector } from './inspector';
import { type DataChoice, directoryOf, secretAccess } from './data-choice';
import type { LocalOperations } from './local-operations';
import type { House, HouseOptions } from './open-house';

export { openActivity, openReplay } from './open-activity';
export { serveStdio, type StdioOptions } from './serve-stdio';
export type { DataChoice } from './data-choice';

/*
 * What the shells may ask of the house. Each door loads what is behind it when it is opened, so that a command that
 * needs little is quick and small.
 */

/** Where the data directory is; it need not be there yet. */
export async function dataRoot(choice: DataChoice): Promise<string> {
  const { rootOf } = await import('./data-choice');
  return rootOf(choice);
}

/** Builds the gateway and opens its listeners. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { openHouse: open } = await import('./open-house');
  return open(options);
}

/** What people may do with the files of a data directory, whether or not a gateway runs. */
export async function openAdministration(choice: OperationsChoice): Promise<Administration> {
  return (await openOperations(choice)).administration;
}

export interface OperationsChoice extends DataChoice {
  /** Nothing is written. */
  readonly dryRun?: boolean;
  readonly askPassphrase?: AskPassphrase;
}

/** The operations of the contract on the files of a data directory, whether or not a gateway runs. */
export async function openOperations(choice: OperationsChoice): Promise<LocalOperations> {
  const [{ createLocalOperations }, directory] = await Promise.all([import('./local-operations'), directoryOf(choice)]);
  const { dryRun = false } = choice;
  const operations = createLocalOperations({
    directory,
    env: choice.env,
    dryRun,
    secrets: () => secretAccess(directory, choice),
  });
  if (dryRun) return operations;
  const { recordedOperations } = await import('./record-change');
  return recordedOperations(operations, directory);
}

/**
 * Asks the gateway of this data directory to stop, and waits until its process has ended. Only the process that
 * answers with this directory’s token is asked; rejects with `unavailable` when there is none.
 */
export async function stopRunning(choice: DataChoice & { readonly kill?: boolean }): Promise<{ readonly pid: number }> {
  const status = await readRunningStatus(choice);
  if (status === undefined) {
    throw new GatewayError(
      'unavailable',
      `No gateway runs with the data directory ${(await directoryOf(choice)).root}`,
    );
  }
  const { stopProcess } = await import('./stop-process');
  await stopProcess(status.pid, { kill: choice.kill === true });
  return { pid: status.pid };
}

/** What people may do with the secrets of a data directory, whether or not a gateway runs. */
export async function openSecrets(
  choice: DataChoice & { readonly askPassphrase?: AskPassphrase },
): Promise<SecretAdmin> {
  const [{ createSecretAdmin }, { openConfigFile }, directory] = await Promise.all([
    import('./admin/secret-admin'),
    import('./gateway/config/config-file'),
    directoryOf(choice),
  ]);
  const secrets = await secretAccess(directory, choice);
  const admin = createSecretAdmin(secrets.store, openConfigFile(directory.config, { backups: directory.backups }));
  const [{ recordedSecrets }, { recordedAtCommandLine }] = await recording();
  return recordedSecrets(admin, recordedAtCommandLine(directory));
}

/** Moves secrets that stand in the configuration into the vault. */
export async function openSecretAdoption(
  choice: DataChoice & { readonly askPassphrase?: AskPassphrase },
): Promise<SecretAdoption> {
  const [{ createSecretAdoption }, { openConfigFile }, { createLook }, directory] = await Promise.all([
    import('./admin/secret-adoption'),
    import('./gateway/config/config-file'),
    import('./look-for-secrets'),
    directoryOf(choice),
  ]);
  const { store: openStore } = await secretAccess(directory, choice);
  const file = openConfigFile(directory.config, { backups: directory.backups });
  const adoption = createSecretAdoption({ openStore, file, look: createLook() });
  const [{ recordedAdoption }, { recordedAtCommandLine }] = await recording();
  return recordedAdoption(adoption, recordedAtCommandLine(directory));
}

/** Takes in what other products, clients and registries write, whether or not a gateway runs. */
export async function openImports(
  choice: DataChoice & { readonly askPassphrase?: AskPassphrase },
): Promise<ImportAdmin> {
  const [{ createImportAdmin }, { openConfigFile }, { createLook }, directory] = await Promise.all([
    import('./admin/import-admin'),
    import('./gateway/config/config-file'),
    import('./look-for-secrets'),
    directoryOf(choice),
  ]);
  const { store: openStore } = await secretAccess(directory, choice);
  const file = openConfigFile(directory.config, { backups: directory.backups });
  const imports = createImportAdmin({ openStore, file, look: createLook() });
  const [{ recordedImports }, { recordedAtCommandLine }] = await recording();
  return recordedImports(imports, recordedAtCommandLine(directory));
}

const recording = () => Promise.all([import('./admin/recorded-changes'), import('./record-change')]);

/** The desk of the gateway that runs; throws `unavailable` when none does. */
export async function openApprovals(choice: DataChoice): Promise<ApprovalAdmin> {
  const { createApprovalClient } = await import('./approval-client');
  return createApprovalClient(await runningAddress(choice));
}

/** Everything that may be asked of the gateway that runs; throws `unavailable` when none does. */
export async function openRunning(choice: DataChoice): Promise<RemoteGateway> {
  const { openRemoteGateway } = await import('./admin-client');
  return openRemoteGateway(await runningAddress(choice));
}

async function runningAddress(choice: DataChoice): Promise<AdminAddress> {
  const [{ readRuntimeFile }, directory] = await Promise.all([
    import('./gateway/config/runtime-file'),
    directoryOf(choice),
  ]);
  const facts = await readRuntimeFile(directory.runtimeFile);
  if (facts !== undefined && facts.addresses.admin !== '') {
    return { url: facts.addresses.admin, token: facts.adminToken };
  }
  const what = facts === undefined ? 'No gateway runs' : 'The gateway that runs has no admin address';
  throw new GatewayError('unavailable', `${what} with the data directory ${directory.root}`);
}

/** The tokens of the gateway that runs, else those of the data directory. `close` ends what a sign-in may have left open. */
export async function openOAuth(
  choice: DataChoice & { readonly askPassphrase?: AskPassphrase; readonly log: Logger },
): Promise<{ readonly oauth: OAuthAdmin; readonly close: () => Promise<void> }> {
  const [{ readRuntimeFile }, directory] = await Promise.all([
    import('./gateway/config/runtime-file'),
    directoryOf(choice, choice.log),
  ]);
  const facts = await readRuntimeFile(directory.runtimeFile);
  if (facts !== undefined && facts.addresses.admin !== '') {
    const { createOAuthClient } = await import('./oauth-client');
    const oauth = createOAuthClient({ url: facts.addresses.admin, token: facts.adminToken });
    return { oauth, close: () => Promise.resolve() };
  }
  const { openOwnOAuth } = await import('./own-oauth');
  return openOwnOAuth({ directory, secrets: await secretAccess(directory, choice), log: choice.log });
}

/** Resolves `undefined` when no gateway runs with this data directory. */
export async function readRunningStatus(choice: DataChoice): Promise<GatewayStatus | undefined> {
  const { readRuntimeFile } = await import('./gateway/config/runtime-file');
  const facts = await readRuntimeFile((await directoryOf(choice)).runtimeFile);
  if (facts === undefined || facts.addresses.admin === '') return undefined;
  try {
    const { openRemoteGateway } = await import('./admin-client');
    const { admin } = openRemoteGateway({ url: facts.addresses.admin, token: facts.adminToken });
    return await admin.status.get({});
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new GatewayError(
      'unavailable',
      `The gateway (pid ${facts.pid}) does not answer at ${facts.addresses.admin}: ${why}`,
      {},
      { cause },
    );
  }
}

/** Which server, and as whom it is looked at. */
export interface ServerTestChoice {
  readonly server: string;
  readonly config?: string;
  readonly project?: string;
  /** The id of a key. */
  readonly key?: string;
}

export interface ServerTest {
  readonly server: string;
  readonly era: Era;
  readonly protocolVersion: string;
  readonly serverInfo: unknown;
  readonly tools: readonly string[];
  /** The same as the viewer sees them, who is anybody unless a project or key was named. */
  readonly offered: readonly CuratedTool[];
  readonly startMs: number;
  readonly pid?: number;
  readonly transport: UpstreamStatus['transport'];
  readonly share: Share;
  /** What reaches clients of each era. */
  readonly crossings: Readonly<Record<Era, readonly Crossing[]>>;
}

/** Starts one server apart from any gateway, asks what it is and what it offers, and stops it. */
export async function testServer(
  options: DataChoice & ServerTestChoice & { readonly log: Logger },
): Promise<ServerTest> {
  const [{ tryServer }, directory] = await Promise.all([import('./try-server'), directoryOf(options, options.log)]);
  return tryServer({ choice: options, log: options.log, directory, env: options.env });
}

export interface InspectorOptions extends DataChoice {
  /** With the guardrails and the policy of the configuration; otherwise with what ships. */
  readonly useConfig: boolean;
  readonly policyPath?: string;
  readonly policy?: unknown;
  readonly log: Logger;
}

/** The guardrails and the policy without a gateway around them. A configuration that is not there yet is the shipped one. */
export async function openInspector({
  useConfig,
  policyPath,
  policy,
  ...options
}: InspectorOptions): Promise<Inspector> {
  const { openInspector: open } = await import('./open-inspector');
  const { log } = options;
  const over = { ...(policyPath === undefined ? {} : { policyPath }), ...(policy === undefined ? {} : { policy }) };
  if (!useConfig) return open({ dataDirectory: '', log, ...over });
  const directory = await directoryOf(options, log);
  const { existsSync } = await import('node:fs');
  const configPath = existsSync(directory.config) ? { configPath: directory.config } : {};
  const secrets = await secretAccess(directory, options);
  return open({ dataDirectory: directory.root, secrets, log, ...configPath, ...over });
}

/** Says in our words what the policies of an `enkrypt_mcp_config.json` say; throws `config_invalid` for another file. */
export async function convertPolicies(text: string, path: string): Promise<ConvertedGuardrails> {
  const { convertBaseGuardrails } = await import('./gateway/config/base-product-guardrails');
  return convertBaseGuardrails(text, path);
}
