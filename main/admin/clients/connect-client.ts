import { matchesHash } from '../../gateway/ports/gateway-key';
import type { ClientAdminNeeds, ConnectChoice, Connected, Disconnected } from './client-admin';
import { hashOf } from './client-file';
import type { ConnectionRecord, FileRecord } from './connection-record';
import { ENTRY_NAME } from './entry-dialects';
import { hashOfEntry, keyIn } from './entry-state';
import type { InspectedClient } from './inspect-client';
import {
  chooseTransport,
  type FileChange,
  filesOfOurs,
  planConnect,
  PLACEHOLDER_KEY,
  planDisconnect,
  textWithoutUs,
} from './plan-edits';
import { readEntries } from './text/edit-entries';
import { writeAll, writeEach } from './write-changes';
import type { JsonObject } from '../../../shared/model/json-rpc';

/** Makes a key and puts the entry into every file, or changes nothing. */
export async function connectClient(
  client: InspectedClient,
  choice: ConnectChoice,
  needs: ClientAdminNeeds,
): Promise<Connected> {
  const { definition } = client;
  const transport = chooseTransport(client, choice.transport);
  const replace = choice.replace === true;
  if (isDone(client) && transport === client.transport && client.keyId !== undefined) {
    const files = client.files.map(({ path }) => ({ path, change: 'unchanged' as const, diff: '' }));
    return { definition, transport, keyId: client.keyId, changed: false, files };
  }
  // What cannot be written is found out before a key is made.
  await planConnect(client, { transport, key: PLACEHOLDER_KEY, replace }, needs);
  if (transport === 'stdio') await needs.launcher.install();
  const { project: projectId, user: userId } = choice;
  const { id: keyId, key } = await needs.keys.create({ name: definition.title, projectId, userId });
  try {
    const changes = await planConnect(client, { transport, key, replace }, needs);
    await keepOriginals(client, changes, needs);
    const files = await writeAll(changes, needs.store);
    await remember(client, { changes, keyId, transport }, needs);
    await forgetKeys(client, needs);
    return { definition, transport, keyId, changed: true, files };
  } catch (failure) {
    await needs.keys.delete(keyId).catch(() => undefined);
    throw failure;
  }
}

function isDone({ located, files, record }: InspectedClient): boolean {
  const states = files.filter(({ path }) => located.targets.includes(path)).map(({ state }) => state);
  return record !== undefined && states.length > 0 && states.every((state) => state === 'connected');
}

/** Before anything is written, so that nothing is ever written that cannot be taken back. */
async function keepOriginals(
  client: InspectedClient,
  changes: readonly FileChange[],
  { store }: Pick<ClientAdminNeeds, 'store'>,
): Promise<void> {
  const { definition } = client;
  for (const { path, file } of changes) {
    const entry = client.files.find((one) => one.path === path)?.entry;
    const isForeign = entry !== undefined && client.record?.files[path] === undefined && keyIn(entry) === undefined;
    const text = (isForeign ? file.text : await textWithoutUs(client, file, store)) ?? null;
    const moved = (await store.original(definition.id, path))?.moved ?? {};
    await store.keepOriginal(definition.id, path, { text, moved });
  }
}

interface Remembered {
  readonly changes: readonly FileChange[];
  readonly keyId: string;
  readonly transport: ConnectionRecord['transport'];
}

async function remember(
  { definition, record }: InspectedClient,
  { changes, keyId, transport }: Remembered,
  { store, now }: ClientAdminNeeds,
): Promise<void> {
  const written = await Promise.all(
    changes.map(async ({ path, after = '' }): Promise<readonly [string, FileRecord]> => {
      const entries = await readEntries({ path, text: after, container: definition.container });
      return [path, { entryHash: hashOfEntry(entries[ENTRY_NAME] as JsonObject), textHash: hashOf(after) }];
    }),
  );
  const files = { ...record?.files, ...Object.fromEntries(written) };
  await store.save(definition.id, { keyId, transport, connectedAt: new Date(now()).toISOString(), files });
}

/** Takes the entry out of every file, and deletes the key whatever becomes of the files. */
export async function disconnectClient(client: InspectedClient, needs: ClientAdminNeeds): Promise<Disconnected> {
  const { definition, record, keyId } = client;
  const unreadable = filesOfOurs(client).flatMap(({ path, problem }) =>
    problem === undefined ? [] : [{ path, change: 'left' as const, diff: '', problem: problem.message }],
  );
  const changes = await planDisconnect(client, needs);
  const files = [...(await writeEach(changes, needs.store)), ...unreadable];
  const left = files.filter(({ change }) => change === 'left').map(({ path }) => path);
  for (const path of Object.keys(record?.files ?? {})) {
    if (!left.includes(path)) await needs.store.keepOriginal(definition.id, path, undefined);
  }
  const kept = Object.entries(record?.files ?? {}).filter(([path]) => left.includes(path));
  const rest = record === undefined || kept.length === 0 ? undefined : { ...record, files: Object.fromEntries(kept) };
  await needs.store.save(definition.id, rest);
  const forgotten = await forgetKeys(client, needs);
  return { definition, files, ...(keyId === undefined || !forgotten.has(keyId) ? {} : { keyId }) };
}

/** Deletes what was made for this client, and what its entries prove to hold, unless it was made for another one. */
async function forgetKeys(
  { definition, record, files }: InspectedClient,
  { keys, store, readConfig }: Pick<ClientAdminNeeds, 'keys' | 'store' | 'readConfig'>,
): Promise<ReadonlySet<string>> {
  const { keys: known } = await readConfig();
  const records = Object.entries(await store.read()).filter(([client]) => client !== definition.id);
  const ofOthers = new Set(records.map(([, { keyId }]) => keyId));
  const held = files.flatMap(({ entry }) => {
    const key = keyIn(entry);
    const hash = key === undefined || !Object.hasOwn(known, key.id) ? undefined : known[key.id]?.hash;
    // Anybody can write the id of a key; whoever has its text may have copied it from another client.
    return key !== undefined && hash !== undefined && matchesHash(key.text, hash) ? [key.id] : [];
  });
  const own = [...held, ...(record === undefined ? [] : [record.keyId])];
  const gone = new Set(own.filter((id) => Object.hasOwn(known, id) && !ofOthers.has(id)));
  for (const id of gone) await keys.delete(id);
  return gone;
}
