import type { clients } from '../../../shared/contract/clients';
import type { Handlers } from '../../../shared/contract/define';
import { redactObject } from '../../../shared/text/redact';
import type { ClientAdmin } from '../clients/client-admin';
import type { ClientDefinition } from '../clients/client-definition';
import { ENTRY_NAME, type Transport } from '../clients/entry-dialects';
import type { InspectedClient } from '../clients/inspect-client';
import { pasteText } from '../clients/paste-text';
import { describeChange, type WrittenFile } from '../clients/write-changes';

/** The clients on this machine. */
export function clientHandlers(admin: ClientAdmin): Handlers<typeof clients> {
  return {
    async list({ all = false }) {
      const [found, seen] = [await admin.list(), await admin.lastSeen()];
      const shown = all ? found : found.filter(({ state }) => state !== 'not-installed');
      return shown.map((client) => rowOf(client, seen));
    },
    async get({ client: id }) {
      const client = await admin.get(id);
      return { ...rowOf(client, await admin.lastSeen()), ...(await detailsOf(client)) };
    },
    async preview({ client: id, ...choice }) {
      const { transport, files } = await admin.preview(id, choice);
      const { definition } = await admin.get(id);
      return { ...outcomeOf(definition, transport ?? null), files: files.map(describeChange) };
    },
    connect: async ({ client, ...choice }) => connectedOf(await admin.connect(client, choice)),
    repair: async ({ client, ...choice }) => connectedOf(await admin.repair(client, choice)),
    async disconnect({ client }) {
      const { definition, keyId, files } = await admin.disconnect(client);
      return { ...outcomeOf(definition, null), api_key_id: keyId ?? null, files: files.map(writtenOf) };
    },
    async backups({ client }) {
      return (await admin.backups(client)).map(({ id, path, at }) => ({ id, path, at: new Date(at).toISOString() }));
    },
    async previewRestore({ client, backup }) {
      return { files: (await admin.previewRestore(client, backup)).map(describeChange) };
    },
    restore: async ({ client, backup }) => ({ files: (await admin.restore(client, backup)).map(writtenOf) }),
    previewImport: (choice) => importWith(admin, choice, { dryRun: true }),
    import: (choice) => importWith(admin, choice, { dryRun: false }),
  };
}

type ImportChoice = Parameters<Handlers<typeof clients>['import']>[0];

async function importWith(
  admin: ClientAdmin,
  { client, servers, config, keep_secrets, move }: ImportChoice,
  { dryRun }: { readonly dryRun: boolean },
) {
  const choice = { servers, configId: config, keepSecrets: keep_secrets, move, dryRun };
  const { definition, ...done } = await admin.import(client, choice);
  return {
    client: definition.id,
    servers: [...done.servers],
    added: [...(done.added['servers'] ?? [])],
    secrets: done.secrets.map(({ place, masked, name }) => ({ place, masked, name: name ?? null })),
    notes: done.notes.map(({ place, outcome, detail }) => ({ place, outcome, detail: detail ?? null })),
    files: done.files.map(writtenOf),
  };
}

type Seen = Readonly<Record<string, number>>;

function rowOf({ definition, state, transport, keyId, files, located }: InspectedClient, seen: Seen) {
  const at = keyId === undefined ? undefined : seen[keyId];
  return {
    client: definition.id,
    title: definition.title,
    state,
    transport: transport ?? null,
    api_key_id: keyId ?? null,
    last_seen: at === undefined ? null : new Date(at).toISOString(),
    files: files.length === 0 ? [...located.targets] : files.map(({ path }) => path),
  };
}

async function detailsOf({ definition, files, located, record }: InspectedClient) {
  const { confidence, stdio, http, restart, notes = [] } = definition;
  const transports: Transport[] = [
    ...(stdio === undefined ? [] : (['stdio'] as const)),
    ...(http === undefined ? [] : (['http'] as const)),
  ];
  return {
    confidence,
    transports,
    connected_at: record?.connectedAt ?? null,
    details: files.map(({ path, state, file, problem, entry, entries }) => ({
      path,
      // One that cannot be read, or understood, is there all the same.
      exists: file?.text !== undefined || problem !== undefined,
      state,
      problem: problem?.message ?? null,
      entry: redactObject(entry ?? null),
      servers: Object.keys(entries).filter((name) => name !== ENTRY_NAME),
    })),
    looked_for: [...located.lookedFor],
    restart,
    notes: [...notes],
    paste: await pasteText(definition),
  };
}

const outcomeOf = ({ id, title, restart, notes = [] }: ClientDefinition, transport: Transport | null) => ({
  client: id,
  title,
  transport,
  restart,
  notes: [...notes],
});

type Done = Awaited<ReturnType<ClientAdmin['connect']>>;

const connectedOf = ({ definition, transport, keyId, changed, files }: Done) => ({
  ...outcomeOf(definition, transport),
  changed,
  api_key_id: keyId,
  files: files.map(writtenOf),
});

const writtenOf = ({ path, change, diff, backup, problem }: WrittenFile) => ({
  path,
  change,
  diff,
  backup: backup ?? null,
  problem: problem ?? null,
});
