import { GatewayError } from '../../../shared/errors/gateway-error';
import type { GatewayConfig } from '../../../shared/config/gateway-config';
import { isJsonObject } from '../../../shared/model/json-rpc';
import type { ClientDefinition } from './client-definition';
import { type ClientFile, readClientFile } from './client-file';
import type { ConnectionRecord, ConnectionStore } from './connection-record';
import { ENTRY_NAME, type Transport, type Wiring } from './entry-dialects';
import { type ClientState, entryFor, entryState, keyIn, transportIn, urlIn, worstOf } from './entry-state';
import { locateClient, type LocatedClient } from './locate-files';
import type { Places } from './places';
import type { StdioLauncher } from './stdio-launcher';
import { readEntries } from './text/edit-entries';

export interface InspectNeeds {
  readonly places: Places;
  readonly store: ConnectionStore;
  readonly launcher: StdioLauncher;
  /** Of the gateway that runs, else the configured one; `undefined` where the system chooses it at each start. */
  readonly mcpUrl: () => Promise<string | undefined>;
  readonly readConfig: () => Promise<GatewayConfig>;
  readonly now: () => number;
}

export interface InspectedFile {
  readonly path: string;
  readonly state: ClientState;
  /** Absent where it cannot be read; `problem` says why. */
  readonly file?: ClientFile;
  readonly problem?: GatewayError;
  readonly entry?: unknown;
  /** All servers by name, ours too. */
  readonly entries: Readonly<Record<string, unknown>>;
}

export interface InspectedClient {
  readonly definition: ClientDefinition;
  readonly located: LocatedClient;
  readonly state: ClientState;
  readonly record?: ConnectionRecord;
  readonly files: readonly InspectedFile[];
  readonly transport?: Transport;
  readonly keyId?: string;
}

interface Wanted {
  readonly id: string;
  readonly transport: Transport;
  readonly key: string;
  /** Believed where nobody can say which address is right. */
  readonly presentUrl?: string | undefined;
}

/** What an entry of this client is to say now; `undefined` where no address is known. */
export async function wiringFor(
  { launcher, mcpUrl }: Pick<InspectNeeds, 'launcher' | 'mcpUrl'>,
  { id, transport, key, presentUrl }: Wanted,
): Promise<Wiring | undefined> {
  if (transport === 'stdio') {
    const { command, args } = launcher;
    return { transport, command, args: [...args, '--client', id], env: { ENKRYPT_GATEWAY_KEY: key } };
  }
  const url = (await mcpUrl()) ?? presentUrl;
  return url === undefined ? undefined : { transport, url, headers: { Authorization: `Bearer ${key}` } };
}

/** Looks at a client and its files; changes nothing. What cannot be read is a state, not a failure. */
export async function inspectClient(definition: ClientDefinition, needs: InspectNeeds): Promise<InspectedClient> {
  const record = (await needs.store.read())[definition.id];
  const located = await locate(definition, needs.places);
  if (located instanceof GatewayError) {
    const files = [
      {
        path: definition.files(needs.places)[0]?.path ?? '',
        state: 'unreadable' as const,
        problem: located,
        entries: {},
      },
    ];
    const nowhere = { isInstalled: true, targets: [], lookedFor: [] };
    return { definition, located: nowhere, state: 'unreadable', files, ...(record === undefined ? {} : { record }) };
  }
  const paths = [...new Set([...located.targets, ...Object.keys(record?.files ?? {})])];
  const config = await needs.readConfig().catch(() => undefined);
  const files = await Promise.all(paths.map((path) => inspectFile(path, { definition, needs, record, config })));
  const entry = files.map((one) => one.entry).find(isJsonObject);
  const transport = entry === undefined ? record?.transport : transportIn(entry);
  const keyId = record?.keyId ?? keyIn(entry)?.id;
  return {
    definition,
    located,
    files,
    state: overallState(definition, located, files),
    ...(record === undefined ? {} : { record }),
    ...(transport === undefined ? {} : { transport }),
    ...(keyId === undefined ? {} : { keyId }),
  };
}

async function locate(definition: ClientDefinition, places: Places): Promise<LocatedClient | GatewayError> {
  try {
    return await locateClient(definition, places);
  } catch (failure) {
    if (failure instanceof GatewayError) return failure;
    throw failure;
  }
}

function overallState(
  definition: ClientDefinition,
  located: LocatedClient,
  files: readonly InspectedFile[],
): ClientState {
  const worst = worstOf(files.map(({ state }) => state));
  if (worst !== 'not-connected') return worst;
  if (definition.isByHand === true) return 'by-hand';
  return located.isInstalled ? 'not-connected' : 'not-installed';
}

interface FileQuestion {
  readonly definition: ClientDefinition;
  readonly needs: InspectNeeds;
  readonly record: ConnectionRecord | undefined;
  readonly config: GatewayConfig | undefined;
}

async function inspectFile(path: string, { definition, needs, record, config }: FileQuestion): Promise<InspectedFile> {
  try {
    const file = await readClientFile(path);
    const entries = await readEntries({ path, text: file.text ?? '', container: definition.container });
    const entry = Object.hasOwn(entries, ENTRY_NAME) ? entries[ENTRY_NAME] : undefined;
    const key = keyIn(entry)?.text;
    const transport = isJsonObject(entry) ? transportIn(entry) : undefined;
    const wiring =
      transport === undefined || key === undefined
        ? undefined
        : await wiringFor(needs, { id: definition.id, transport, key, presentUrl: urlIn(entry) });
    const state = entryState({
      entry,
      record: record?.files[path],
      expected: wiring === undefined ? undefined : entryFor(definition, wiring),
      isStartable: transport === 'http' || (await needs.launcher.isCurrent()),
      config,
      now: needs.now(),
    });
    return { path, state, file, entries, entry };
  } catch (problem) {
    if (!(problem instanceof GatewayError)) throw problem;
    return { path, state: 'unreadable', problem, entries: {} };
  }
}
