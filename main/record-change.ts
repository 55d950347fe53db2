import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../shared/errors/gateway-error';
import type { AdminChange } from '../shared/model/activity-line';
import { isAnswering } from './admin-client';
import { createActivityClient } from './activity-client';
import { createRecordedWork, recordedAdministration, type RecordedWork } from './admin/recorded-changes';
import { recordedDispatch } from './admin/recorded-dispatch';
import { appendChange } from './gateway/activity/append-change';
import type { DataDirectory } from './gateway/config/data-directory';
import { withFileLock } from './gateway/config/file-lock';
import { isInstanceLocked } from './gateway/config/instance-lock';
import { readRuntimeFile } from './gateway/config/runtime-file';
import { type LocalOperations, OWNER } from './local-operations';
import { logLock } from './vault-of-log';
import { terminalUser } from './terminal-user';

/** A gateway that starts has said by then where it is, and the lock of one that died counts no more. */
const SETTLED_MS = 8_000;

/** Records what is changed at the command line: through the gateway that runs, else in the files. */
export function recordedAtCommandLine(directory: DataDirectory): RecordedWork {
  return createRecordedWork(
    (change) => recordChange(directory, change),
    () => ({ kind: 'cli', id: terminalUser() }),
  );
}

/** The same for operations of the contract. */
export function recordedOperations(operations: LocalOperations, directory: DataDirectory): LocalOperations {
  const { administration } = operations;
  const run = recordedDispatch((name, input) => operations.run(name, input), {
    record: (change) => recordChange(directory, change),
    configNow: () => administration.read().catch(() => undefined),
    actorOf: () => ({ kind: 'cli', id: terminalUser() }),
  });
  return {
    ...operations,
    administration: recordedAdministration(administration, recordedAtCommandLine(directory)),
    run: (name, input) => run(name, input, OWNER),
  };
}

async function recordChange(directory: DataDirectory, change: AdminChange): Promise<void> {
  try {
    for (const until = Date.now() + SETTLED_MS; ; await sleep(100)) {
      if (await recordedByGateway(directory, change)) return;
      if (await appended(directory, change)) return;
      // One that serves a single client has no door for this; it records the new configuration itself.
      if (Date.now() > until) return;
    }
  } catch (cause) {
    const message = `${change.operation} ${change.target}: done, but it could not be recorded: ${(cause as Error).message}`;
    throw new GatewayError('operation_failed', message, {}, { cause });
  }
}

async function recordedByGateway({ runtimeFile }: DataDirectory, { who, ...change }: AdminChange): Promise<boolean> {
  const facts = await readRuntimeFile(runtimeFile);
  if (facts === undefined) return false;
  const { admin: url } = facts.addresses;
  if (url !== '' && !(await isAnswering(url))) return false;
  if (url !== '') await createActivityClient({ url, token: facts.adminToken }).record({ user: who.id, ...change });
  return true;
}

/** False while a gateway has the log. */
function appended(directory: DataDirectory, change: AdminChange): Promise<boolean> {
  return withFileLock(logLock(directory), async () => {
    if (await isInstanceLocked(directory)) return false;
    await appendChange(directory.activity, change);
    return true;
  });
}
