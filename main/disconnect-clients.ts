import type { z } from 'zod';
import type { clients } from '../shared/contract/clients';
import { openOperations } from './compose';
import type { DataChoice } from './data-choice';
import { dataRoot } from './join-running';

export interface DisconnectedClient {
  readonly title: string;
  /** Why the client still has the gateway; absent: it has it no more. */
  readonly problem?: string;
}

type Rows = z.output<(typeof clients)['list']['output']>;
type Outcome = z.output<(typeof clients)['disconnect']['output']>;

/** Takes the gateway out of every client that it was put into, for somebody who removes the gateway from the machine. */
export async function disconnectClients(choice: DataChoice): Promise<readonly DisconnectedClient[]> {
  const operations = await openOperations({ ...choice, dataDirectory: await dataRoot(choice) });
  const rows = (await operations.run('clients.list', {})) as Rows;
  const done: DisconnectedClient[] = [];
  for (const { client, title, api_key_id: keyId } of rows) {
    if (keyId !== null) done.push({ title, ...(await disconnect(client)) });
  }
  return done;

  async function disconnect(client: string): Promise<{ readonly problem?: string }> {
    try {
      const { files } = (await operations.run('clients.disconnect', { client })) as Outcome;
      const left = files.filter(({ change }) => change === 'left').map(({ path, problem }) => problem ?? path);
      return left.length === 0 ? {} : { problem: left.join('; ') };
    } catch (failure) {
      // One that cannot be changed keeps no other one connected.
      return { problem: failure instanceof Error ? failure.message : String(failure) };
    }
  }
}
