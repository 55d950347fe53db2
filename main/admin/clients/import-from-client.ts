import { GatewayError } from '../../../shared/errors/gateway-error';
import { isJsonObject, type JsonObject } from '../../../shared/model/json-rpc';
import { unknownName } from '../choose';
import type { ImportPreview } from '../import-admin';
import type { ClientAdminNeeds } from './client-admin';
import { hashOf } from './client-file';
import { ENTRY_NAME } from './entry-dialects';
import type { InspectedClient } from './inspect-client';
import { type FileChange, textWithoutUs } from './plan-edits';
import { withEntry } from './text/edit-entries';
import { describeChange, writeAll, type WrittenFile } from './write-changes';

export interface ClientImportChoice {
  /** Absent: all. */
  readonly servers?: readonly string[] | undefined;
  readonly configId?: string | undefined;
  readonly keepSecrets?: boolean | undefined;
  /** Takes them out of the files of the client. */
  readonly move?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface ClientImport extends Pick<ImportPreview, 'added' | 'secrets' | 'notes'> {
  readonly definition: InspectedClient['definition'];
  /** Their names in the client. */
  readonly servers: readonly string[];
  readonly files: readonly WrittenFile[];
}

const NOTHING_NEW: Pick<ImportPreview, 'added' | 'secrets' | 'notes'> = { added: {}, secrets: [], notes: [] };

/** Takes the servers of a client into the gateway: first there, and only then, if they are to move, out of its files. */
export async function importFromClient(
  client: InspectedClient,
  choice: ClientImportChoice,
  needs: ClientAdminNeeds,
): Promise<ClientImport> {
  const { definition, record } = client;
  const found = serversOf(client);
  const names = chosen(client, Object.keys(found), choice.servers);
  if (choice.move === true && record === undefined) {
    const message = `${definition.title} would be left without these servers; connect it first: secure-mcp-gateway client connect ${definition.id}`;
    throw new GatewayError('config_rejected', message);
  }
  const changes = choice.move === true ? await planMove(client, names) : [];
  const imports = await needs.imports();
  const asked = { configId: choice.configId, keepSecrets: choice.keepSecrets };
  const textOf = (some: readonly string[]): string =>
    JSON.stringify({ mcpServers: Object.fromEntries(some.map((name) => [name, found[name]])) });
  // What was imported before need only leave the files.
  const known = choice.move === true ? await imports.known(textOf(names), asked) : [];
  const text = textOf(names.filter((name) => !known.includes(name)));
  const isNothingNew = known.length === names.length;
  if (choice.dryRun === true) {
    const { added, secrets, notes } = isNothingNew ? NOTHING_NEW : await imports.preview(text, asked);
    return { definition, servers: names, added, secrets, notes, files: changes.map(describeChange) };
  }
  const { added, secrets, notes } = isNothingNew ? NOTHING_NEW : await imports.import(text, asked);
  const files = changes.length === 0 ? [] : await moveOut(client, { changes, names }, needs);
  return { definition, servers: names, added, secrets, notes, files };
}

/** Of all its files; of two alike the first counts. Ours is none of them. */
function serversOf({ files }: InspectedClient): Readonly<Record<string, JsonObject>> {
  const all: Record<string, JsonObject> = {};
  for (const [name, entry] of files.flatMap(({ entries }) => Object.entries(entries))) {
    if (name !== ENTRY_NAME && isJsonObject(entry) && !Object.hasOwn(all, name)) all[name] = entry;
  }
  return all;
}

function chosen(
  { definition, files }: InspectedClient,
  known: readonly string[],
  asked: readonly string[] | undefined,
): readonly string[] {
  const problem = files.find((file) => file.problem !== undefined)?.problem;
  if (known.length === 0 && problem !== undefined) throw problem;
  if (known.length === 0) {
    const message = `${definition.title} has no servers ${files.length === 0 ? 'here' : `in ${files.map(({ path }) => path).join(', ')}`}`;
    throw new GatewayError('config_rejected', message);
  }
  for (const name of asked ?? []) if (!known.includes(name)) throw unknownName('server', name, known);
  return asked ?? known;
}

async function planMove(
  { definition, files }: InspectedClient,
  names: readonly string[],
): Promise<readonly FileChange[]> {
  const changes = files.map(async ({ path, file, entries }) => {
    const here = names.filter((name) => Object.hasOwn(entries, name));
    if (file?.text === undefined || here.length === 0) return [];
    let after = file.text;
    for (const name of here)
      after = await withEntry({ path, text: after, container: definition.container }, name, undefined);
    return [{ path, file, after }];
  });
  return (await Promise.all(changes)).flat();
}

/** What is taken out is kept first, so that disconnecting can put it back. */
async function moveOut(
  client: InspectedClient,
  { changes, names }: { readonly changes: readonly FileChange[]; readonly names: readonly string[] },
  { store }: ClientAdminNeeds,
): Promise<readonly WrittenFile[]> {
  const { definition, record } = client;
  for (const { path, file } of changes) {
    const entries = client.files.find((one) => one.path === path)?.entries ?? {};
    const here = names.filter((name) => isJsonObject(entries[name])).map((name) => [name, entries[name] as JsonObject]);
    const text = (await textWithoutUs(client, file, store)) ?? null;
    const before = (await store.original(definition.id, path))?.moved ?? {};
    await store.keepOriginal(definition.id, path, { text, moved: { ...before, ...Object.fromEntries(here) } });
  }
  const files = await writeAll(changes, store);
  const written = changes.map(({ path, after }) => {
    const known = record!.files[path];
    return [path, { entryHash: known?.entryHash ?? '', textHash: hashOf(after ?? '') }];
  });
  await store.save(definition.id, { ...record!, files: { ...record!.files, ...Object.fromEntries(written) } });
  return files;
}
