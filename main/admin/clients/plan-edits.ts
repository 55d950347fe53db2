import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject } from '../../../shared/model/json-rpc';
import { type ClientFile, hashOf } from './client-file';
import type { ConnectionStore, Original } from './connection-record';
import { ENTRY_NAME, type Transport } from './entry-dialects';
import { entryFor, keepTheirs, keyIn } from './entry-state';
import { type InspectedClient, type InspectedFile, type InspectNeeds, wiringFor } from './inspect-client';
import { withEntry } from './text/edit-entries';

/** Stands for a key that is not made yet, in the form of one. */
export const PLACEHOLDER_KEY = `smg_NewKeyNewKey_${'x'.repeat(43)}`;

/** What is to become of one file. */
export interface FileChange {
  readonly path: string;
  readonly file: ClientFile;
  /** `undefined`: it is removed. */
  readonly after: string | undefined;
}

export interface ConnectPlan {
  readonly transport: Transport;
  readonly key: string;
  readonly replace: boolean;
}

/** As it was asked for, as it is, else a program where the client can start one. */
export function chooseTransport({ definition, transport }: InspectedClient, asked: Transport | undefined): Transport {
  const { title, stdio, http } = definition;
  const can = { stdio: stdio !== undefined, http: http !== undefined };
  if (asked !== undefined && !can[asked]) {
    throw new GatewayError('config_rejected', `${title} takes no servers over ${asked} from its file`, {
      transport: asked,
    });
  }
  return asked ?? transport ?? (can.stdio ? 'stdio' : 'http');
}

/** The text of each file with the entry in it. Throws where a file must not be touched, before any is. */
export async function planConnect(
  client: InspectedClient,
  { transport, key, replace }: ConnectPlan,
  needs: InspectNeeds,
): Promise<readonly FileChange[]> {
  const { definition, files, located } = client;
  const targets = files.filter(({ path, state }) => located.targets.includes(path) || state === 'unreadable');
  refuseToWrite(client, targets, replace);
  const wiring = await wiringFor(needs, { id: definition.id, transport, key });
  if (wiring === undefined) {
    throw new GatewayError(
      'config_rejected',
      'The address of the gateway is chosen anew at each start; start it, or set listen.mcpPort',
    );
  }
  const entry = entryFor(definition, wiring)!;
  return Promise.all(
    targets.map(async ({ path, file, entry: present }) => {
      const text = file!.text ?? '';
      const after = await withEntry(
        { path, text, container: definition.container },
        ENTRY_NAME,
        keepTheirs(entry, present),
      );
      return { path, file: file!, after };
    }),
  );
}

function refuseToWrite(
  { definition: { id, title, restart, isByHand }, located }: InspectedClient,
  targets: readonly InspectedFile[],
  replace: boolean,
): void {
  if (isByHand === true) throw new GatewayError('config_rejected', `${title} has no file to write. ${restart}`);
  const unreadable = targets.find(({ problem }) => problem !== undefined);
  if (unreadable?.problem !== undefined) throw unreadable.problem;
  if (targets.length === 0) {
    const places =
      located.lookedFor.length === 0 ? 'it does not run on this system' : `looked for ${located.lookedFor.join(', ')}`;
    throw new GatewayError('config_rejected', `${title} was not found on this machine: ${places}`, {
      lookedFor: located.lookedFor,
    });
  }
  const customised = targets.find(({ state }) => state === 'customised');
  if (customised !== undefined && !replace) {
    const message = `${customised.path} has an entry "${ENTRY_NAME}" that is not as we write it; to replace it: secure-mcp-gateway client connect ${id} --replace`;
    throw new GatewayError('config_rejected', message, { path: customised.path });
  }
}

/** The text of each file without us. What cannot be read is left, and says why. */
export async function planDisconnect(
  client: InspectedClient,
  { store }: Pick<InspectNeeds, 'store'>,
): Promise<readonly FileChange[]> {
  const ours = filesOfOurs(client);
  const changes = ours.map(async ({ path, file }) => {
    if (file === undefined) return [];
    return [{ path, file, after: await textWithoutUs(client, file, store) }];
  });
  return (await Promise.all(changes)).flat();
}

/** Files that we wrote, and files with an entry that holds a key. Throws `config_rejected` where there is none. */
export function filesOfOurs({ definition, record, files }: InspectedClient): readonly InspectedFile[] {
  const ours = files.filter(({ path, entry }) => record?.files[path] !== undefined || keyIn(entry) !== undefined);
  if (ours.length === 0 && record === undefined) {
    throw new GatewayError('config_rejected', `${definition.title} is not connected`);
  }
  return ours;
}

/**
 * What a file is without us. If nobody has written it since, what it was before, to the byte (`undefined`: nothing);
 * else the text of now without our entry and with the servers that were moved away.
 */
export async function textWithoutUs(
  { definition, record }: Pick<InspectedClient, 'definition' | 'record'>,
  file: ClientFile,
  store: ConnectionStore,
): Promise<string | undefined> {
  const { path } = file;
  const original = await store.original(definition.id, path);
  const isUntouched = file.text !== undefined && record?.files[path]?.textHash === hashOf(file.text);
  if (isUntouched && original !== undefined) return original.text ?? undefined;
  if (file.text === undefined) return undefined;
  return withMoved(
    definition.container,
    { path, text: await without(definition.container, path, file.text) },
    original,
  );
}

const without = (container: InspectedClient['definition']['container'], path: string, text: string): Promise<string> =>
  withEntry({ path, text, container }, ENTRY_NAME, undefined);

async function withMoved(
  container: InspectedClient['definition']['container'],
  { path, text }: { readonly path: string; readonly text: string },
  original: Original | undefined,
): Promise<string> {
  let all = text;
  for (const [name, entry] of Object.entries(original?.moved ?? {})) {
    if (isJsonObject(entry)) all = await withEntry({ path, text: all, container }, name, entry);
  }
  return all;
}
