import { GatewayError } from '../../../shared/errors/gateway-error';
import type { ImportAdmin } from '../import-admin';
import type { KeyAdmin } from '../key-admin';
import type { ClientDefinition } from './client-definition';
import { connectClient, disconnectClient } from './connect-client';
import type { Transport } from './entry-dialects';
import { CLIENTS, findClient } from './find-client';
import { importFromClient, type ClientImport, type ClientImportChoice } from './import-from-client';
import { inspectClient, type InspectedClient, type InspectNeeds } from './inspect-client';
import { chooseTransport, type FileChange, planConnect, planDisconnect, PLACEHOLDER_KEY } from './plan-edits';
import { type ClientBackup, backupsOf, planRestore } from './restore-client';
import { writeAll, type WrittenFile } from './write-changes';

export interface ClientAdminNeeds extends InspectNeeds {
  readonly keys: Pick<KeyAdmin, 'create' | 'delete'>;
  readonly imports: () => Promise<ImportAdmin>;
  /** When each key was last admitted, by its id; epoch milliseconds. */
  readonly lastSeen: () => Promise<Readonly<Record<string, number>>>;
}

export interface ConnectChoice {
  readonly transport?: Transport | undefined;
  /** Takes the place of an entry that is not ours. */
  readonly replace?: boolean | undefined;
  readonly project?: string | undefined;
  readonly user?: string | undefined;
}

export interface Connected {
  readonly definition: ClientDefinition;
  readonly transport: Transport;
  readonly keyId: string;
  /** False: everything was there already. */
  readonly changed: boolean;
  readonly files: readonly WrittenFile[];
}

export interface Disconnected {
  readonly definition: ClientDefinition;
  readonly keyId?: string;
  readonly files: readonly WrittenFile[];
}

/** What may be done with the clients on this machine. Each change is made by one process at a time. */
export interface ClientAdmin {
  list(): Promise<readonly InspectedClient[]>;
  /** Those that were connected and not disconnected since, as they are now. */
  connected(): Promise<readonly InspectedClient[]>;
  get(id: string): Promise<InspectedClient>;
  lastSeen(): Promise<Readonly<Record<string, number>>>;
  preview(
    id: string,
    choice: ConnectChoice & { readonly change: 'connect' | 'repair' | 'disconnect' },
  ): Promise<{ readonly transport?: Transport; readonly files: readonly FileChange[] }>;
  connect(id: string, choice?: ConnectChoice): Promise<Connected>;
  /** Throws `config_rejected` for a client that was never connected. */
  repair(id: string, choice?: ConnectChoice): Promise<Connected>;
  disconnect(id: string): Promise<Disconnected>;
  import(id: string, choice: ClientImportChoice): Promise<ClientImport>;
  /** Earlier states of its files, the newest first. */
  backups(id: string): Promise<readonly ClientBackup[]>;
  previewRestore(id: string, backup: string): Promise<readonly FileChange[]>;
  /** Puts one back, byte for byte; what is there now is kept first. Keys and records stay as they are. */
  restore(id: string, backup: string): Promise<readonly WrittenFile[]>;
}

export function createClientAdmin(needs: ClientAdminNeeds): ClientAdmin {
  const look = (id: string): Promise<InspectedClient> => inspectClient(findClient(id), needs);
  const alone = <T>(work: () => Promise<T>): Promise<T> => needs.store.exclusively(work);
  const known = async (id: string): Promise<InspectedClient> => {
    const client = await look(id);
    if (client.record !== undefined) return client;
    const message = `${client.definition.title} is not connected; connect it: secure-mcp-gateway client connect ${client.definition.id}`;
    throw new GatewayError('config_rejected', message);
  };
  return {
    list: () => Promise.all(CLIENTS.map((definition) => inspectClient(definition, needs))),
    async connected() {
      const ids = Object.keys(await needs.store.read());
      return Promise.all(
        CLIENTS.filter(({ id }) => ids.includes(id)).map((definition) => inspectClient(definition, needs)),
      );
    },
    get: look,
    lastSeen: needs.lastSeen,
    async preview(id, { change, ...choice }) {
      if (change === 'disconnect') return { files: await planDisconnect(await look(id), needs) };
      const client = change === 'repair' ? await known(id) : await look(id);
      const transport = chooseTransport(client, choice.transport);
      const plan = { transport, key: PLACEHOLDER_KEY, replace: choice.replace === true };
      return { transport, files: await planConnect(client, plan, needs) };
    },
    connect: (id, choice = {}) => alone(async () => connectClient(await look(id), choice, needs)),
    repair: (id, choice = {}) => alone(async () => connectClient(await known(id), choice, needs)),
    disconnect: (id) => alone(async () => disconnectClient(await look(id), needs)),
    import: (id, choice) => alone(async () => importFromClient(await look(id), choice, needs)),
    backups: async (id) => backupsOf(await look(id), needs.store),
    previewRestore: async (id, backup) => planRestore(await look(id), backup, needs.store),
    restore: (id, backup) =>
      alone(async () => writeAll(await planRestore(await look(id), backup, needs.store), needs.store)),
  };
}
